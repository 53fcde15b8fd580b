import{Qb as t}from"./stage.js";import{x as r}from"./base.js";r(t);
