import{Fa as t}from"./stage.js";import{y as r}from"./base.js";r(t);
