package view

var zhSentences = catalogue{}
