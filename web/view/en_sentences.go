package view

var enSentences = catalogue{}
