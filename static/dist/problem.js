import{E as r}from"./base.js";r();
