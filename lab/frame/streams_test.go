package frame

import (
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/streams.txt
var streamsText string

// sample is a stream of a real protocol, and what must come of it: a line for each
// frame, with its bytes and its body, and for each fault.
type sample struct {
	name, codec string
	stream      []byte
	want        []string
}

// samplesOfProtocols reads testdata/streams.txt.
func samplesOfProtocols(t testing.TB) (all []sample) {
	t.Helper()
	raw := ""
	add := func(s *sample, body string) {
		if raw != "" {
			s.want = append(s.want, "frame "+raw+" body "+body)
		}
		raw = ""
	}
	for line := range strings.Lines(streamsText + "\n= end") {
		mark, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		var s *sample
		if len(all) > 0 {
			s = &all[len(all)-1]
		}
		switch mark {
		case "#", "":
		case "=":
			if s != nil {
				add(s, raw)
			}
			name, codec, _ := strings.Cut(rest, " | ")
			all = append(all, sample{name: name, codec: codec})
		case "stream":
			data, err := hex.DecodeString(rest)
			if err != nil {
				t.Fatal(err)
			}
			s.stream = data
		case "frame":
			add(s, raw)
			raw = rest
		case "body":
			add(s, rest)
		case "fault":
			add(s, raw)
			s.want = append(s.want, "fault "+rest)
		default:
			t.Fatalf("what is %q?", line)
		}
	}
	return all[:len(all)-1]
}

// found is what comes of a stream, as sample has it.
func found(t *testing.T, c Codec, pieces [][]byte) (out []string) {
	t.Helper()
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range pieces {
		d.Feed(piece)
		for {
			f, ok, err := d.Next()
			var fault *Error
			if errors.As(err, &fault) {
				out = append(out, strings.TrimSpace("fault "+fault.Kind+" "+fault.Why))
			}
			if ok {
				out = append(out, fmt.Sprintf("frame %x body %x", f.Raw, f.Body))
			}
			if d.broken != nil {
				return out
			}
			if !ok && err == nil {
				break
			}
		}
	}
	if err := d.End(); err != nil {
		out = append(out, "end: "+err.Error())
	}
	return out
}

// TestStreamsOfRealProtocols: every stream comes out as its protocol has it, whole,
// byte by byte, cut at every place and at 200 random ones.
func TestStreamsOfRealProtocols(t *testing.T) {
	all := samplesOfProtocols(t)
	if len(all) < 48+19+44 {
		t.Fatalf("only %d streams", len(all))
	}
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) {
			c := mustParse(t, s.codec)
			checkText(t, c)
			try := func(how string, pieces [][]byte) {
				t.Helper()
				if got := found(t, c, pieces); !slices.Equal(got, s.want) {
					t.Fatalf("%s:\ngot  %s\nwant %s", how, strings.Join(got, "\n     "), strings.Join(s.want, "\n     "))
				}
			}
			try("whole", [][]byte{s.stream})
			try("byte by byte", oneByOne(s.stream))
			for at := range s.stream {
				try(fmt.Sprint("cut at ", at), cut(s.stream, at))
			}
			random := rand.New(rand.NewPCG(uint64(len(s.stream)), 2))
			for range 200 {
				try("at random places", randomPieces(random, s.stream))
			}
		})
	}
}

// FuzzStreams holds that what comes of bytes like those of a protocol is the same
// however they are cut, and that a decoder neither fails nor keeps more than it may.
func FuzzStreams(f *testing.F) {
	all := samplesOfProtocols(f)
	for i, s := range all {
		f.Add(uint8(i), s.stream, uint16(5), uint8(0xff))
		f.Add(uint8(i), s.stream, uint16(len(s.stream)/2), uint8(1))
	}
	f.Add(uint8('T'), []byte("\xfe\xfe\xfe"), uint16(5), uint8(0xff)) // a byte that is passed over, alone behind another
	f.Fuzz(func(t *testing.T, which uint8, stream []byte, at uint16, flip uint8) {
		c := mustParse(t, all[int(which)%len(all)].codec)
		stream = slices.Clone(stream)
		if len(stream) > 0 {
			stream[int(at)%len(stream)] ^= flip
		}
		want := found(t, c, [][]byte{stream})
		for _, pieces := range [][][]byte{oneByOne(stream), cut(stream, int(at)%(len(stream)+1))} {
			if got := found(t, c, pieces); !slices.Equal(got, want) {
				t.Fatalf("%s: %q:\ngot  %q\nwant %q", c, stream, got, want)
			}
		}
	})
}
