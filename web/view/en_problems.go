package view

var enProblems = catalogue{}
