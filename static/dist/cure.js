import{Eb as t}from"./stage.js";import{B as r}from"./base.js";r(t);
