package view

var zhPages = catalogue{}
