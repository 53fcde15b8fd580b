import{F as r}from"./base.js";r();
