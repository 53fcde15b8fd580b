import{A as r}from"./base.js";r();
