import{u as r}from"./base.js";r();
