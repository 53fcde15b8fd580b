import{Cb as t}from"./stage.js";import{A as r}from"./base.js";r(t);
