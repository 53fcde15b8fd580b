package view

var enScripted = catalogue{}
