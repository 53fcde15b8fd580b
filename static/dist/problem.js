import{C as r}from"./base.js";r();
