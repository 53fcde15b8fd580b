package paste

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Encodings lists the names of the encodings that a text may be written in.
func Encodings() []string {
	return []string{"utf-8", "gbk", "gb18030", "big5", "utf-16le", "utf-16be", "latin-1"}
}

// HasEncoding reports whether an encoding has that name.
func HasEncoding(name string) bool { return slices.Contains(Encodings(), name) }

// encodingOf returns an encoding by its name; nil for UTF-8 and for names that are
// none.
func encodingOf(name string) encoding.Encoding {
	switch strings.ToLower(name) {
	case "gbk":
		return simplifiedchinese.GBK
	case "gb18030":
		return simplifiedchinese.GB18030
	case "big5":
		return traditionalchinese.Big5
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case "latin-1":
		return charmap.ISO8859_1
	}
	return nil
}

// encode writes a text in an encoding; false when a character is not in it.
func encode(text, name string) ([]byte, bool) {
	e := encodingOf(name)
	if e == nil {
		return []byte(text), true
	}
	data, err := e.NewEncoder().Bytes([]byte(text))
	return data, err == nil
}

// notBytes are texts of tools that tell of bytes and do not have them.
var notBytes = []struct {
	note  string
	looks *regexp.Regexp
}{
	{"curl-v", regexp.MustCompile(`(?m)^> [A-Z]+ \S+ HTTP/|^< HTTP/\d`)},
	{"curl-ascii", regexp.MustCompile(`(?m)^(?:=> Send|<= Recv) \w+, \d+ bytes`)},
	{"command", regexp.MustCompile(`^\s*(?:\$ )?(?:curl|wget|Invoke-WebRequest|fetch\()\s*['"-h]`)},
	{"blob", regexp.MustCompile(`\[\d+(?:\.\d+)?[BKM] blob data\]`)},
	{"cat-v", regexp.MustCompile(`(?s)\^[@-Z_].*\^[@-Z_?]|M-\^[@-_]`)},
	{"pictures", regexp.MustCompile(`[␀-␡]`)},
}

// plain reads the characters themselves. Only a BOM in front is left out.
func (s *source) plain(b *Bytes, o Options) *Error {
	text := strings.TrimPrefix(s.original, "\ufeff")
	data, ok := encode(text, o.Encoding)
	if !ok {
		return s.notEncoded(text, o.Encoding)
	}
	b.Data = data
	for _, tool := range notBytes {
		if tool.looks.MatchString(text[:min(len(text), head)]) {
			b.note(Note{Key: tool.note})
		}
	}
	if o.Encoding != "" && o.Encoding != "utf-8" && !isASCII(text) {
		b.note(Note{Key: "encoding", Args: []any{o.Encoding}})
	}
	return nil
}

func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// notEncoded finds the first character that is not in the encoding.
func (s *source) notEncoded(text, name string) *Error {
	e := encodingOf(name)
	for at, r := range text {
		if _, err := e.NewEncoder().Bytes([]byte(string(r))); err != nil {
			from := len(s.original) - len(text) + at
			return &Error{Kind: "encoding", Found: string(r), From: s.normalAt(from), To: s.normalAt(from + utf8.RuneLen(r))}
		}
	}
	return &Error{Kind: "encoding", Found: name}
}

// normalAt is where in the normal text a place of the original is.
func (s *source) normalAt(was int) int {
	at := was
	for _, m := range s.moves {
		if m.was > was {
			break
		}
		at = m.at + was - m.was
	}
	return at
}
