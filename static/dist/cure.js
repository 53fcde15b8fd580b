import{Z as t}from"./stage.js";import{j as r}from"./base.js";r(t);
