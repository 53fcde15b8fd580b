package frame

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// lengthsAs are ways to write a length in front of a body, and the codec that reads each.
var lengthsAs = []struct {
	codec string
	write func(body []byte) []byte
}{
	{"varint", func(p []byte) []byte { return append(binary.AppendUvarint(nil, uint64(len(p))), p...) }},
	{"varint offset 1", func(p []byte) []byte {
		return append(binary.AppendUvarint([]byte{0x30}, uint64(len(p))), p...)
	}},
	{"varint offset 2", func(p []byte) []byte {
		return append(binary.AppendUvarint([]byte{7, byte(len(p) % 3)}, uint64(len(p))), p...)
	}},
	{`length "!H"`, func(p []byte) []byte { return append(binary.BigEndian.AppendUint16(nil, uint16(len(p))), p...) }},
	{`length "<H"`, func(p []byte) []byte { return append(binary.LittleEndian.AppendUint16(nil, uint16(len(p))), p...) }},
	{`length "!I"`, func(p []byte) []byte { return append(binary.BigEndian.AppendUint32(nil, uint32(len(p))), p...) }},
	{`length "<I"`, func(p []byte) []byte { return append(binary.LittleEndian.AppendUint32(nil, uint32(len(p))), p...) }},
	{"ber", func(p []byte) []byte {
		switch n := len(p); {
		case n < 128:
			return append([]byte{0x30, byte(n)}, p...)
		case n < 256:
			return append([]byte{0x30, 0x81, byte(n)}, p...)
		default:
			return append([]byte{0x30, 0x82, byte(n >> 8), byte(n)}, p...)
		}
	}},
}

// TestReasonsOfPrefixes: where lengths are varints, those of BER or numbers, and the reader
// takes them for another of these, the right one is named in most cases and never another,
// of fixed seeds and of new ones at each run.
func TestReasonsOfPrefixes(t *testing.T) {
	for name, from := range map[string]uint64{"fixed": 1, "fresh": uint64(time.Now().UnixNano())} {
		t.Run(name, func(t *testing.T) {
			t.Logf("seeds from %d", from)
			var right, silent, wrong int
			astray := map[string]bool{} // the streams with a wrong reason: what one reader takes it for others do, too
			for seed := from; seed < from+10; seed++ {
				r := rand.New(rand.NewPCG(seed, 5))
				for _, text := range []bool{true, false} {
					for _, sent := range lengthsAs {
						var stream []byte
						var ends []int
						for _, body := range longer(r, text) {
							stream = append(stream, sent.write(body)...)
							ends = append(ends, len(stream))
						}
						for _, reader := range []string{"varint", "varint offset 1", "ber", "length \"B\"", "length \"!H\""} {
							c := mustParse(t, reader)
							if cuts, whole := wholeFrames(c, stream); whole && slices.Equal(cuts, ends) || reader[0] == 'l' && sent.codec[0] == 'l' {
								continue // no mistake, or one that another test has
							}
							why, _ := reasonOf(t, c, stream)
							switch {
							case len(why) == 0:
								silent++
							case len(why) == 1 && why[0].Codec != "" && sameCut(t, why[0].Codec, stream, ends):
								right++
							default:
								wrong++
								astray[string(stream)] = true
								t.Logf("wrong: seed %d: %s read as %s: %+v of %q", seed, sent.codec, reader, why, stream[:min(len(stream), 120)])
							}
						}
					}
				}
			}
			t.Logf("right %d, silent %d, wrong %d", right, silent, wrong)
			if least := map[string]int{"fixed": 7, "fresh": 4}[name]; right < least*silent {
				t.Errorf("%d right, %d silent, want %d times as many", right, silent, least)
			}
			if len(astray) > 2*byChance(name, right+silent+wrong) {
				t.Errorf("%d streams have wrong reasons", len(astray))
			}
		})
	}
}

func sameCut(t *testing.T, codec string, stream []byte, ends []int) bool {
	t.Helper()
	cuts, whole := wholeFrames(mustParse(t, codec), stream)
	return whole && slices.Equal(cuts, ends)
}

// longer are messages of which some have more than 127 bytes.
func longer(r *rand.Rand, text bool) (all [][]byte) {
	w := talker{r, 1000}
	for i, body := range w.bodies(text, 1) {
		if i%3 == 1 {
			for more := 100 + r.IntN(300); more > 0; more-- {
				body = append(body, body[r.IntN(len(body))])
			}
		}
		all = append(all, body)
	}
	return all
}

// TestWholeFramesWinOverStrayBytes: where the length counts its header, and a mark of many
// bytes or zeros make what is behind stray bytes look right, that is not the reason (BGP,
// MongoDB).
func TestWholeFramesWinOverStrayBytes(t *testing.T) {
	for _, s := range samplesOfProtocols(t) {
		reader := map[string]string{"bgp-session": `length "!H" offset 16`, "mongo-op-msg": `length "<i"`}[s.name]
		if reader == "" {
			continue
		}
		why, _ := reasonOf(t, mustParse(t, reader), s.stream)
		if len(why) != 1 || why[0].Kind != GuessSelf || !why[0].Whole {
			t.Errorf("%s by %s: %+v", s.name, reader, why)
		}
	}
}

// TestWholeFramesOfPrefixesAreNotDoubted: a varint behind a zero is a length of two bytes as
// well, and frames of all bytes may be right.
func TestWholeFramesOfPrefixesAreNotDoubted(t *testing.T) {
	for _, codec := range []string{"varint offset 1", "ber"} {
		stream := []byte("\x00\x05hello\x00\x02hi")
		if why, fault := reasonOf(t, mustParse(t, codec), stream); len(why) > 0 || fault {
			t.Errorf("%s: %+v", codec, why)
		}
	}
}
