import{mb as t}from"./stage.js";import{z as r}from"./base.js";r(t);
