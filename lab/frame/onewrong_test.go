package frame

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// A second set of streams that one wrong parameter spoils, written from what the
// mistakes are and not from how they are searched: senders that real programs have,
// each of which differs from the reader in one thing.

// sender writes messages as frames.
type sender struct {
	size   int
	order  binary.ByteOrder
	before func() []byte            // what stands before the length
	value  func(body int) uint64    // what is written as the length
	behind func(body []byte) []byte // what stands behind the body
	stray  func(message int) []byte // what gets in between two frames
}

func (s sender) stream(bodies [][]byte) (out []byte) {
	for i, body := range bodies {
		out = append(append(out, s.stray(i)...), s.before()...)
		value := s.value(len(body))
		field := make([]byte, 8)
		s.order.PutUint64(field, value)
		if s.order == binary.LittleEndian {
			field = field[:s.size]
		} else {
			field = field[8-s.size:]
		}
		out = append(append(append(out, field...), body...), s.behind(body)...)
	}
	return out
}

// spoilt is a stream of such a sender, with the reasons that are right; By is
// compared where it is not 0.
type spoilt struct {
	name   string
	reader LengthField
	stream []byte
	right  []Guess
}

// talker makes the messages of one conversation.
type talker struct {
	*rand.Rand
	most int // bytes of a message
}

// textBody is a message that people can read, of a kind that is the same for a whole
// conversation.
func (w talker) textBody(kind, i int) []byte {
	names := []string{"feng", "alice", "北京", "Müller", "device-7", "room 12", "temp"}
	name := names[w.IntN(len(names))]
	var text string
	switch kind {
	case 0:
		p, _ := json.Marshal(map[string]any{"id": i, "name": name, "v": w.IntN(1000)})
		text = string(p)
	case 1:
		text = fmt.Sprintf("hello %s, this is message %d", name, i)
	case 2:
		text = strings.Repeat(name+",", 1+w.IntN(6)) + fmt.Sprint(w.IntN(100000))
	default:
		text = fmt.Sprintf("LOGIN %s %d\n", name, w.IntN(1e6))
	}
	return []byte(text)
}

// binaryBody is a record of numbers, mostly small ones, or what is compressed.
func (w talker) binaryBody(kind, i int) []byte {
	var p []byte
	switch kind {
	case 0: // an id, small numbers, a float
		p = binary.BigEndian.AppendUint16(p, uint16(i))
		for range 1 + w.IntN(5) {
			p = binary.BigEndian.AppendUint32(p, uint32(w.IntN(500)))
		}
		p = binary.BigEndian.AppendUint32(p, math.Float32bits(w.Float32()*100))
	case 1: // the same in the other order
		p = append(p, byte(1+w.IntN(4)))
		for range 1 + w.IntN(6) {
			p = binary.LittleEndian.AppendUint32(p, uint32(w.IntN(70000)))
		}
	default:
		for range 4 + w.IntN(40) {
			p = append(p, byte(w.IntN(256)))
		}
	}
	return p
}

func (w talker) bodies(text bool, unit int) (all [][]byte) {
	kind := w.IntN(4)
	for i := range 4 + w.IntN(9) {
		body := w.binaryBody(kind, i)
		if text {
			body = w.textBody(kind, i)
		}
		body = body[:min(len(body), w.most)]
		if n := len(body) % unit; n > 0 { // padded, as records of words are
			body = append(body, make([]byte, unit-n)...)
		}
		all = append(all, body)
	}
	return all
}

// oneWrong makes a conversation of each of the nine mistakes.
func oneWrong(r *rand.Rand, size int, text bool) (all []spoilt) {
	w := talker{r, 120}
	var order binary.ByteOrder = binary.BigEndian
	if size > 1 && r.IntN(2) == 0 {
		order = binary.LittleEndian
	}
	none := func() []byte { return nil }
	right := sender{
		size: size, order: order, before: none,
		value:  func(n int) uint64 { return uint64(n) },
		behind: func([]byte) []byte { return nil },
		stray:  func(int) []byte { return nil },
	}
	little := order == binary.LittleEndian
	reader := LengthField{Length: Integer{Size: size, Little: little}, Strip: size, Max: DefaultMax}
	unit := 1
	add := func(name string, guess Guess, change func(*sender)) {
		s := right
		change(&s)
		stream := s.stream(w.bodies(text, unit))
		all = append(all, spoilt{fmt.Sprintf("%s, %s, text %v", name, reader, text), reader, stream, []Guess{guess}})
	}

	if size > 1 {
		add("byte order", Guess{Kind: GuessOrder}, func(s *sender) {
			s.order = map[bool]binary.ByteOrder{true: binary.BigEndian, false: binary.LittleEndian}[little]
		})
	}
	kinds, counter := 1+r.IntN(3), 0
	heads := map[string]func() []byte{
		"a type":           func() []byte { return []byte{byte(1 + r.IntN(kinds))} },
		"a mark":           func() []byte { return []byte{0xef, 0xef} },
		"version and type": func() []byte { return []byte{1, byte(r.IntN(kinds))} },
		"a number":         func() []byte { counter++; return binary.BigEndian.AppendUint16(nil, uint16(counter)) },
		"a magic":          func() []byte { return []byte("MSG1") },
	}
	names := []string{"a type", "a mark", "version and type", "a number", "a magic"}
	head := names[r.IntN(len(names))]
	add("offset, "+head, Guess{Kind: GuessOffset, By: len(heads[head]())}, func(s *sender) { s.before = heads[head] })
	wide := []int{1, 2, 4}
	wide = slices.DeleteFunc(wide, func(n int) bool { return n == size })
	other := wide[r.IntN(2)]
	add("width", Guess{Kind: GuessWidth, By: other}, func(s *sender) { s.size = other })
	add("counts its header", Guess{Kind: GuessSelf, By: size}, func(s *sender) {
		s.value = func(n int) uint64 { return uint64(n + size) }
	})
	trailers := []func([]byte) []byte{
		func(p []byte) []byte { return []byte{0xce} },
		func(p []byte) []byte { return []byte("\r\n") },
		func(p []byte) []byte { return binary.BigEndian.AppendUint16(nil, sum16(p)) },
		func(p []byte) []byte { return binary.BigEndian.AppendUint32(nil, uint32(sum16(p))*0x9e3779b1) },
	}
	trailer := trailers[r.IntN(len(trailers))]
	add("trailer", Guess{Kind: GuessTrailer, By: len(trailer(nil))}, func(s *sender) { s.behind = trailer })
	strays := [][]byte{[]byte("\r\n"), {0}, {0xff}, []byte("ok\n"), {0xde, 0xad, 0xbe, 0xef}}
	stray, place := strays[r.IntN(len(strays))], r.IntN(3)
	add(fmt.Sprintf("stray %q before %d", stray, place), Guess{Kind: GuessStray, By: len(stray)}, func(s *sender) {
		s.stray = func(i int) []byte {
			if i == place {
				return stray
			}
			return nil
		}
	})
	flag, always := uint64(1)<<(8*size-1-r.IntN(2)), r.IntN(2) == 0
	add(fmt.Sprintf("flags %x, always %v", flag, always), Guess{Kind: GuessFlags}, func(s *sender) {
		first := true
		s.value = func(n int) uint64 {
			if first || always || r.IntN(2) == 0 {
				first = false
				return uint64(n) | flag
			}
			return uint64(n)
		}
	})
	unit = []int{2, 4}[r.IntN(2)]
	words := uint64(unit)
	add(fmt.Sprintf("words of %d", unit), Guess{Kind: GuessUnits, By: unit}, func(s *sender) {
		s.value = func(n int) uint64 { return uint64(n) / words }
	})
	unit = 1
	if size == 1 {
		w.most = 31
	}
	add("bits", Guess{Kind: GuessUnits, By: -8}, func(s *sender) { s.value = func(n int) uint64 { return uint64(n) * 8 } })
	return append(all, foreigners(r, reader)...)
}

// sum16 is some check of a body.
func sum16(p []byte) uint16 {
	sum := uint16(0x1d0f)
	for _, b := range p {
		sum = sum<<3 ^ sum>>13 ^ uint16(b)
	}
	return sum
}

// foreigners are what clients of other protocols say first, or servers.
func foreigners(r *rand.Rand, reader LengthField) (all []spoilt) {
	texts := []string{
		"GET /index.html HTTP/1.1\r\nHost: 127.0.0.1:9092\r\nUser-Agent: curl/8.5.0\r\nAccept: */*\r\n\r\n",
		"POST /api/v1/things HTTP/1.1\r\nHost: example.com\r\nContent-Length: 2\r\n\r\n{}",
		"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
		"SSH-2.0-OpenSSH_9.6p1 Ubuntu-3ubuntu13\r\n",
		"220 mail.example.com ESMTP Postfix\r\n",
		"USER anonymous\r\nPASS guest\r\n",
		"hello server, are you there?\n",
		"2024-05-01 12:00:00 INFO listening on port 8080\n",
	}
	text := texts[r.IntN(len(texts))]
	all = append(all, spoilt{"text", reader, []byte(text), []Guess{{Kind: GuessHTTP}, {Kind: GuessText}}})
	hello := []byte{22, 3, byte(1 + r.IntN(3)), 0, 0, 1, 0, 0, 0, 3, 3}
	for range 32 {
		hello = append(hello, byte(r.IntN(256)))
	}
	hello = append(hello, 0, 0, 8, 0x13, 2, 0x13, 1, 0xc0, 0x2f, 0, 0xff, 1, 0)
	for range r.IntN(200) {
		hello = append(hello, byte(r.IntN(256)))
	}
	binary.BigEndian.PutUint16(hello[3:], uint16(len(hello)-5))
	binary.BigEndian.PutUint16(hello[7:], uint16(len(hello)-9))
	return append(all, spoilt{"TLS", reader, hello, []Guess{{Kind: GuessTLS}}})
}

// isRight reports whether what is said is one of the right reasons, and nothing else.
func (s spoilt) isRight(why []Guess) bool {
	return len(why) == 1 && slices.ContainsFunc(s.right, func(g Guess) bool {
		return g.Kind == why[0].Kind && (g.By == 0 || g.By == why[0].By)
	})
}

// byChance is how many of so many streams may get a wrong reason: none of those with fixed
// seeds. Of fresh ones chance makes sense of one in some ten thousand, and bounds that are
// crossed by chance would tell nothing.
func byChance(seeds string, streams int) int {
	if seeds == "fixed" {
		return 0
	}
	return streams / 500
}

// Of streams that one wrong parameter spoils nine of ten get the right reason and
// none another one, with the same seeds and with new ones at each run.
func TestReasonsOfOneWrongParameter(t *testing.T) {
	fresh := uint64(time.Now().UnixNano())
	for name, from := range map[string]uint64{"fixed": 1, "fresh": fresh} {
		t.Run(name, func(t *testing.T) {
			t.Logf("seeds from %d", from)
			counts := map[string]*[3]int{}
			var total [3]int
			for seed := from; seed < from+60; seed++ {
				r := rand.New(rand.NewPCG(seed, 77))
				for _, size := range []int{1, 2, 4} {
					for _, text := range []bool{true, false} {
						for _, s := range oneWrong(r, size, text) {
							why, _ := reasonOf(t, s.reader, s.stream)
							at := 2
							if s.isRight(why) {
								at = 0
							} else if len(why) == 0 {
								at = 1
							}
							total[at]++
							key := fmt.Sprintf("%d %-8v %s", size, text, s.name[:strings.IndexAny(s.name+",", ", ")])
							if counts[key] == nil {
								counts[key] = &[3]int{}
							}
							counts[key][at]++
							if at == 2 {
								t.Logf("wrong: seed %d: %s: %+v of %q", seed, s.name, why, s.stream)
							}
						}
					}
				}
			}
			for _, key := range slices.Sorted(maps.Keys(counts)) {
				t.Logf("%-40s %v", key, *counts[key])
			}
			t.Logf("right %d, silent %d, wrong %d", total[0], total[1], total[2])
			if total[0] < 9*(total[1]+total[2]) {
				t.Errorf("%d right of %d, want nine in ten", total[0], total[0]+total[1]+total[2])
			}
			if most := byChance(name, total[0]+total[1]+total[2]); total[2] > most {
				t.Errorf("%d wrong reasons", total[2])
			}
		})
	}
}
