package view

var zhScripted = catalogue{}
