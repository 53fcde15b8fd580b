package frame

// plainSize reads a whole number out of an object of JSON that has nothing but plain
// strings, whole numbers and words for its members, which nearly every header is. It
// returns false for any other text, and for one that encoding/json may refuse.
func plainSize(text []byte, key string) (size int64, ok bool) {
	s := plainJSON{text: text}
	if !s.sign('{') {
		return 0, false
	}
	for found := false; ; {
		name, plain := s.str()
		if !plain || !s.sign(':') {
			return 0, false
		}
		number, isNumber, plain := s.value()
		switch {
		case !plain:
			return 0, false
		case string(name) == key:
			size, found = number, true
			if !isNumber {
				return 0, false
			}
		}
		if s.sign(',') {
			continue
		}
		return size, s.sign('}') && s.at == len(text) && found
	}
}

// plainJSON goes through such a text.
type plainJSON struct {
	text []byte
	at   int
}

// blanks skips white space.
func (s *plainJSON) blanks() {
	for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == '\n' || s.text[s.at] == '\t' || s.text[s.at] == '\r') {
		s.at++
	}
}

// sign takes a sign, with the blanks around it.
func (s *plainJSON) sign(sign byte) bool {
	s.blanks()
	if s.at == len(s.text) || s.text[s.at] != sign {
		return false
	}
	s.at++
	s.blanks()
	return true
}

// str takes a string of printable ASCII without escapes.
func (s *plainJSON) str() (content []byte, ok bool) {
	if s.at == len(s.text) || s.text[s.at] != '"' {
		return nil, false
	}
	for from := s.at + 1; ; {
		if s.at++; s.at == len(s.text) {
			return nil, false
		}
		switch b := s.text[s.at]; {
		case b == '"':
			s.at++
			return s.text[from : s.at-1], true
		case b < ' ' || b > '~' || b == '\\':
			return nil, false
		}
	}
}

// value takes a string, a whole number of up to 18 digits, true, false or null.
func (s *plainJSON) value() (number int64, isNumber, ok bool) {
	if s.at == len(s.text) {
		return 0, false, false
	}
	if s.text[s.at] == '"' {
		_, ok = s.str()
		return 0, false, ok
	}
	for _, word := range [...]string{"true", "false", "null"} {
		if len(s.text)-s.at >= len(word) && string(s.text[s.at:s.at+len(word)]) == word {
			s.at += len(word)
			return 0, false, true
		}
	}
	from := s.at
	for ; s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '9'; s.at++ {
		number = 10*number + int64(s.text[s.at]-'0')
		if s.at-from == 18 {
			return 0, false, false
		}
	}
	zeros := s.at-from > 1 && s.text[from] == '0'
	return number, true, s.at > from && !zeros
}
