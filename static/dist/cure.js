import{_b as t}from"./stage.js";import{v as r}from"./base.js";r(t);
