package record

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// maxNesting is how deep the values of a trace are nested, with room.
const maxNesting = 16

// strict holds a value to what encoding/json lets pass: it takes the last of
// two members of one name, names that differ by case for the same, and U+FFFD
// for bytes that are no UTF-8. The JSON must be valid.
func strict(text json.RawMessage) error {
	if !utf8.Valid(text) {
		return wrong("", "utf8")
	}
	s := scanner{text: text}
	return s.value("", maxNesting)
}

// scanner walks through one valid JSON value.
type scanner struct {
	text []byte
	at   int
}

func (s *scanner) space() {
	for s.at < len(s.text) && strings.IndexByte(" \t\r\n", s.text[s.at]) >= 0 {
		s.at++
	}
}

// next skips space and returns the byte there, 0 at the end.
func (s *scanner) next() byte {
	s.space()
	if s.at == len(s.text) {
		return 0
	}
	return s.text[s.at]
}

// value walks through a value; member is its name for an error.
func (s *scanner) value(member string, deep int) error {
	if deep == 0 {
		return wrong(member, "deep", maxNesting)
	}
	switch s.next() {
	case '{':
		return s.object(member, deep)
	case '[':
		return s.list(member, deep)
	case '"':
		s.quoted()
	default:
		for s.at < len(s.text) && strings.IndexByte(",]}", s.text[s.at]) < 0 {
			s.at++
		}
	}
	return nil
}

// quoted walks through a text and returns it as it is written.
func (s *scanner) quoted() string {
	begin := s.at
	for s.at++; s.text[s.at] != '"'; s.at++ {
		if s.text[s.at] == '\\' {
			s.at++
		}
	}
	s.at++
	return string(s.text[begin:s.at])
}

func (s *scanner) list(member string, deep int) error {
	s.at++
	for s.next() != ']' {
		if err := s.value(member, deep-1); err != nil {
			return err
		}
		if s.next() == ',' {
			s.at++
		}
	}
	s.at++
	return nil
}

func (s *scanner) object(member string, deep int) error {
	s.at++
	seen := map[string]bool{}
	for s.next() != '}' {
		name := ""
		if err := json.Unmarshal([]byte(s.quoted()), &name); err != nil {
			return wrong(member, "json")
		}
		full := strings.TrimPrefix(joinMembers(member, name), ".")
		key := strings.ToLower(name)
		if seen[key] {
			return wrong(full, "twice")
		}
		seen[key] = true
		s.next() // the colon
		s.at++
		if err := s.value(full, deep-1); err != nil {
			return err
		}
		if s.next() == ',' {
			s.at++
		}
	}
	s.at++
	return nil
}
