package frame

import (
	_ "embed"
	"strings"
)

// frameError is the definition that the classes of codecs raise.
var frameError = []string{"FrameError"}

//go:embed python/checksums.py
var checksumsPython string

// class is a codec's only class, with the modules that it imports.
func class(name, text string, modules ...string) Python {
	return Python{
		Class:       func(Codec) string { return name },
		Definitions: []Definition{{Name: name, Text: text, Needs: frameError, Modules: modules}},
	}
}

//go:embed python/seek_mark.py
var seekMarkPython string

// seeking is class for a codec whose frames begin again at a mark.
func seeking(name, text string) Python {
	p := class(name, text)
	p.Definitions[0].Needs = append([]string{"seek_mark"}, frameError...)
	p.Definitions = append([]Definition{{Name: "seek_mark", Text: seekMarkPython}}, p.Definitions...)
	return p
}

// inBytes is what the name of a class begins with for lengths that struct has
// no format for.
func inBytes(n Integer) string {
	if strings.ContainsAny(n.String(), "12345678") {
		return "Byte"
	}
	return ""
}
