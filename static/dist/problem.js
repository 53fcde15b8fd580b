import{y as r}from"./base.js";r();
