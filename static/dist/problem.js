import{v as r}from"./base.js";r();
