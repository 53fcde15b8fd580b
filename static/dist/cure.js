import{Y as t}from"./stage.js";import{t as r}from"./base.js";r(t);
