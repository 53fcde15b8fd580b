package view

var enPages = catalogue{}
