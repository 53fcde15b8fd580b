import{Y as t}from"./stage.js";import{u as r}from"./base.js";r(t);
