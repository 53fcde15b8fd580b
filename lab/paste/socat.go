package paste

import (
	"regexp"
	"strconv"
	"strings"
)

// What socat writes with -v and -x, and a line in front of each block of data:
//
//	> 2024/05/01 10:00:00.000123456  length=7 from=0 to=6
//	hello\r                                      -v: text, with a dot for what cannot be printed
//	 68 65 6c 6c 6f 0d 0a                        -x: hex
//	--
var socatHead = regexp.MustCompile(`^([<>]) \d{4}/\d\d/\d\d \d\d:\d\d:\d\d\.\d+\s+length=(\d+) from=\d+ to=-?\d+$`)

// isSocat reports whether a text begins with such a line.
func (s *source) isSocat() bool {
	first, _, _ := strings.Cut(strings.TrimLeft(s.text, "\r\n"), "\n")
	return socatHead.MatchString(strings.TrimRight(first, "\r"))
}

// socat reads the blocks of the direction that comes first.
func (s *source) socat(b *Bytes) *Error {
	lines := s.lines()
	way, others, dots := "", 0, false
	for i := 0; i < len(lines); {
		head := socatHead.FindStringSubmatch(lines[i].text)
		if head == nil {
			if strings.TrimSpace(lines[i].text) != "" {
				return &Error{Kind: "socat", Found: lines[i].text, From: lines[i].from, To: lines[i].from + len(lines[i].text)}
			}
			i++
			continue
		}
		from := i + 1
		for i = from; i < len(lines) && !socatHead.MatchString(lines[i].text); i++ {
		}
		if way == "" {
			way = head[1]
		}
		if head[1] != way {
			others++
			continue
		}
		size, err := strconv.Atoi(head[2])
		if err != nil {
			size = 0
		}
		block := b.socatBlock(s, lines[from:i], size)
		if block.fault != nil {
			return block.fault
		}
		dots = dots || block.dots
	}
	b.note(Note{Key: "socat"})
	if others > 0 {
		b.note(Note{Key: "socat-way", Args: []any{way, others}})
	}
	if dots {
		b.note(Note{Key: "socat-dots"})
	}
	return nil
}

// socatRead is what was found in a block.
type socatRead struct {
	fault *Error
	dots  bool // a dot may stand for another byte
}

// socatBlock reads the lines of a block of so many bytes: hex where they are hex, else text.
func (b *Bytes) socatBlock(s *source, lines []line, size int) socatRead {
	begin := len(b.Data)
	hex := false
	for _, l := range lines {
		pairs := socatHex.FindString(l.text)
		if l.text == "--" || pairs == "" {
			break
		}
		n := min((len(pairs)+2)/3, size-(len(b.Data)-begin))
		if hex = hex || n > 0; n == 0 {
			break
		}
		for at := 1; at < len(pairs) && n > 0; at += 3 {
			b.add(nibble(l.text[at])<<4|nibble(l.text[at+1]), s.place(l.from+at))
			n--
		}
	}
	if hex && len(b.Data)-begin == size {
		return socatRead{}
	}
	b.Data, b.Places = b.Data[:begin], b.Places[:begin]
	read := socatRead{}
	for _, l := range lines {
		for at := 0; at < len(l.text) && len(b.Data)-begin < size; at++ {
			c := l.text[at]
			read.dots = read.dots || c == '.'
			if value, known := socatEscapes[l.text[at:min(at+2, len(l.text))]]; known {
				b.add(value, s.place(l.from+at))
				at++
				continue
			}
			b.add(c, s.place(l.from+at))
		}
		if len(b.Data)-begin < size && l.number < s.count() {
			b.add('\n', s.place(l.from+len(l.text)))
		}
	}
	if have := len(b.Data) - begin; have != size {
		at := lines[0].from
		return socatRead{fault: &Error{Kind: "socat-length", From: at, To: at + len(lines[0].text), Want: size, Have: have}}
	}
	return read
}

// count is how many lines the text has.
func (s *source) count() int { return strings.Count(s.text, "\n") + 1 }

var (
	socatHex     = regexp.MustCompile(`^(?: [0-9a-f]{2})+`)
	socatEscapes = map[string]byte{`\r`: '\r', `\t`: '\t', `\\`: '\\', `\0`: 0, `\a`: 7, `\b`: 8, `\v`: 11, `\f`: 12}
)
