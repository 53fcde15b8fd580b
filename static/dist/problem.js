import{z as r}from"./base.js";r();
