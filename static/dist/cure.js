import{Yb as t}from"./stage.js";import{v as r}from"./base.js";r(t);
