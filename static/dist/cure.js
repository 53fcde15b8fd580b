import{tb as t}from"./stage.js";import{F as r}from"./base.js";r(t);
