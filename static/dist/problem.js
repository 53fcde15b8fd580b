import{B as r}from"./base.js";r();
