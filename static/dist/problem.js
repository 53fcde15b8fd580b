import{t as r}from"./base.js";r();
