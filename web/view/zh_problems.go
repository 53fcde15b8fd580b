package view

var zhProblems = catalogue{}
