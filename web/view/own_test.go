package view

import (
	"net/url"
	"strings"
	"testing"

	"stickylab/lab/framing"
	"stickylab/lab/own"
)

// mustOwn is the page of a text and a codec, as the server makes it.
func mustOwn(lang, text, codec string) OwnPage {
	given := own.Given{Text: text, CodecText: codec}
	given.Codec, given.Err = framing.ParseCodec(codec)
	taken, err := given.Take()
	var cut *framing.Cut
	if err == nil && given.Err == nil {
		cut, _ = framing.CutBytes(given.Codec, taken.Data) // the codec was read
	}
	answer := OwnAnswerOf(lang, &given, taken, own.FaultOf(err), cut)
	study, _ := StudyOf(lang, "own", "", framing.ReadStudy(url.Values{"with": {"line"}}, "", given.Codec), given.Codec, cut) // the codec was read
	return OwnPage{Chrome: chrome(lang), Given: given, Answer: answer, Kinds: framing.Kinds(), Study: study}
}

func ownPage(lang string) OwnPage {
	return mustOwn(lang, "00 05 68 65 6c 6c 6f 00 09 66", `length "!H"`)
}

func ownWrong(lang string) OwnPage { return mustOwn(lang, "00 0g", `length "!H"`) }

// TestOwnVerdicts: one sentence says how far a codec fits, with the reason once.
func TestOwnVerdicts(t *testing.T) {
	for _, test := range []struct {
		name, text, codec, want string
		sure                    bool
	}{
		{"whole", "00026869", `length "!H"`, "These 4 bytes are exactly 1 frame by this codec; nothing is left.", true},
		{"left", "00026869 0005", `length "!H"`, "The first 4 bytes are 1 frame; the 2 bytes left are not enough for another.", false},
		{"a fault", "00026869 ffff", `length "!H" max 9`, "The first 4 bytes are 1 frame; at offset 4 the codec fails.", false},
		{"a fault at once", "ffff6869", `length "!H" max 9`, "The codec fails at offset 0, before any frame.", false},
		{"frames behind a fault", "026869 05ffffffffff 026869", `length "B" max 4`, "at offset 3 the codec fails. Behind the fault 1 more frame comes out; there is 1 fault in all.", false},
		{"another width of two messages", "00000005 68656c6c6f 00000003 616263", `length "!H"`, `exactly 4 frames by this codec; nothing is left. By length "!I" the same bytes would be exactly 2 frames, too`, false},
		{"the right width", "00000005 68656c6c6f 00000003 616263", `length "!I"`, "These 16 bytes are exactly 2 frames by this codec; nothing is left.", true},
		{"zeros", "00000000000000000000000000000000", `length "!I"`, "These 16 bytes are exactly 4 frames by this codec; nothing is left.", true},
		{"nobody knows", "0102ffee 99", `length "!H"`, "no single mistake in the codec explains it", false},
		{"compressed", "1f8b0800000000000203cb48cdc9c95728cf2fca4951c818016c00bce00908f0000000", `length "B"`, "exactly 4 frames, but probably not so. These bytes are probably gzip.", false},
		{"the other order", "0200aaaa0300bbbbbb0100cc", `length "!H"`, `length "<H"`, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			cut := mustOwn("en", test.text, test.codec).Answer.Cut
			if !strings.Contains(cut.Text, test.want) || cut.Sure != test.sure {
				t.Errorf("sure %v: %s", cut.Sure, cut.Text)
			}
			for _, row := range cut.Rows {
				if row.Kind != "cut" && strings.Contains(row.Note, "robably") {
					t.Errorf("a row has the reason again: %s", row.Note)
				}
			}
		})
	}
}
