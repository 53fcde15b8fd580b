import{qb as t}from"./stage.js";import{C as r}from"./base.js";r(t);
