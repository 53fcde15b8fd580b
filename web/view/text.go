package view

import (
	"strings"

	"stickylab/lab/catalog"
	"stickylab/lab/words"
)

// texts are all texts of the pages and of the command line.
var texts = catalog.Join(
	words.Texts,
	catalog.New(zhPages, enPages),
	catalog.New(zhScripted, enScripted),
	catalog.New(zhProblems, enProblems),
	catalog.New(zhGuests, enGuests),
	catalog.New(zhCommand, enCommand),
	catalog.New(zhFidelity, enFidelity),
	catalog.New(zhOptions, enOptions),
	catalog.New(zhCompare, enCompare),
	catalog.New(zhRepeat, enRepeat),
	catalog.New(zhWire, enWire),
	catalog.New(zhScale, enScale),
	catalog.New(zhCapture, enCapture),
	catalog.New(zhSteps, enSteps),
	catalog.New(zhStruct, enStruct),
	catalog.New(zhFraming, enFraming),
	catalog.New(zhDecoder, enDecoder),
	catalog.New(zhFrames, enFrames),
	catalog.New(zhStored, enStored),
	catalog.New(zhTrace, enTrace),
	catalog.New(zhFind, enFind),
	catalog.New(zhOut, enOut),
	catalog.New(zhDock, enDock),
	catalog.New(zhLegend, enLegend),
	catalog.New(zhKeys, enKeys),
	catalog.New(zhOwn, enOwn),
	catalog.New(zhStudy, enStudy),
	catalog.New(zhPractice, enPractice),
	catalog.New(zhLecture, enLecture),
	catalog.New(zhTap, enTap),
	catalog.New(zhDoor, enDoor),
	catalog.New(zhPython, enPython),
	catalog.New(zhTracing, enTracing),
)

// T returns the text of a key in a language with its arguments filled in. It
// panics when there is none.
func T(lang, key string, args ...any) string { return texts.Text(lang, key, args...) }

// Has reports whether there is a text for the key.
func Has(key string) bool { return texts.Has(key) }

// scripted returns the texts that the browser's modules need on a kind of page.
func scripted(lang, kind string) map[string]string {
	found := map[string]string{}
	for key, text := range texts.All(lang) {
		if kind == "python" && strings.HasPrefix(key, "gap.") {
			found["python."+key] = text
		}
		name, ok := strings.CutPrefix(key, "js.")
		if ok && (kind == "python" || !strings.HasPrefix(name, "python.")) {
			found[name] = text
		}
	}
	return found
}
