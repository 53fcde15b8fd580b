import{x as r}from"./base.js";r();
