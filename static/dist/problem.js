import{j as r}from"./base.js";r();
