import{qb as t}from"./stage.js";import{E as r}from"./base.js";r(t);
