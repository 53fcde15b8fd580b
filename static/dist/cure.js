import{P as m}from"./stage.js";import{j as r}from"./base.js";r(m);
