package view

import (
	"strings"
	"testing"

	"stickylab/lab/frame"
	"stickylab/lab/framing"
)

func TestFramedOf(t *testing.T) {
	stream := []byte("\x00\x05hello\x00\x09fe")
	d := &framing.Decoded{
		Stream: stream, Ends: []int{7, 15}, Broken: true, Right: 1,
		Pieces: []framing.Piece{{Seq: 1, From: 0, To: 11}}, More: 2,
		Rows: []framing.Row{
			{Seq: 2, From: 0, To: 7, Size: 7, Body: []byte("hello"), Meant: true, Same: true, Marks: []framing.Mark{
				framing.Head | framing.Length | framing.Strip, framing.Head | framing.Length | framing.Strip, 0, 0, 0, 0, framing.Tail,
			}},
			{Seq: 3, From: 0, To: 7, Size: 7, Meant: true},
			{Seq: 4, From: 0, To: 7, Size: 7},
			{Kind: framing.RowFault, Seq: 5, From: 7, To: 11, Off: 7, Err: "too-long", Fault: &frame.Error{Kind: frame.KindTooLong, Length: 99, Max: 9}},
			{Kind: framing.RowFault, Seq: 6, From: 7, To: 11, Err: "stopped"},
			{
				Kind: framing.RowRest, Seq: 7, From: 7, To: 11, Have: 4, Need: 11, Marks: make([]framing.Mark, 4),
				Length: &framing.ReadLength{Value: 9, Bytes: []byte{0, 9}},
			},
		},
		Hint: &frame.Guess{Kind: frame.GuessOffset, By: 1, Codec: `length "B" offset 1`, Frames: 2, Bytes: 11, Whole: true},
	}
	got := FramedOf("en", d)
	if got.Good || got.More != 2 || !strings.Contains(got.Text, "offset 1") {
		t.Errorf("verdict %q, good %v, more %d", got.Text, got.Good, got.More)
	}
	if c := got.Before[0].Cells; len(c) != 11 || c[0].Letter != "A" || c[7].Letter != "B" || c[8].Sent != 2 || c[2].Char != "h" || c[0].Hex != "00" {
		t.Errorf("the piece is %+v", c)
	}
	for i, want := range []struct {
		kind, note string
		good       bool
	}{
		{"frame", T("en", "framing.right"), true},
		{"frame", T("en", "framing.other"), false},
		{"frame", T("en", "framing.wrong"), false},
		{"fault", "99", false},
		{"fault", "stopped", false},
		{"rest", "00 09", false},
	} {
		if row := got.After[i]; row.Kind != want.kind || row.Good != want.good || !strings.Contains(row.Note, want.note) {
			t.Errorf("row %d is %+v, want %+v", i, row, want)
		}
	}
	first := got.After[0]
	if first.Body != "b'hello'" || first.Cells[0].Kind != "head length strip" || first.Cells[2].Kind != "" || first.Cells[6].Kind != "tail" {
		t.Errorf("the first frame is %+v", first)
	}
	d.Ends, d.Broken, d.Right = nil, false, 0
	if got := FramedOf("en", d); !got.Good || got.Before[0].Cells[0].Sent != 0 || !got.After[1].Good {
		t.Errorf("without what was sent: %+v", got)
	}
}

func TestLongStreamsAreCut(t *testing.T) {
	d := &framing.Decoded{Stream: make([]byte, maxPiece+9), Pieces: []framing.Piece{{To: maxPiece + 9}}}
	cells := FramedOf("en", d).Before[0].Cells
	if last := cells[len(cells)-1]; len(cells) != maxPiece+1 || last.Kind != "more" || last.Hex != "+9" {
		t.Errorf("%d cells, the last %+v; want %d and +9", len(cells), last, maxPiece+1)
	}
}

func TestSentFramesAreLettered(t *testing.T) {
	rows := SentFrames([][]byte{[]byte("a b"), []byte("c\r\n")})
	if len(rows) != 2 || rows[0].Cells[0].Letter != "A" || rows[1].Cells[0].Letter != "B" || rows[1].Cells[2].Char != `\n` || rows[0].Cells[1].Char != "␣" {
		t.Errorf("got %+v", rows)
	}
	if got := frameLetter(27) + frameLetter(53); got != "A2A3" {
		t.Errorf("letters %s, want A2A3", got)
	}
}

func TestExercisesAreExplained(t *testing.T) {
	for _, kind := range framing.Kinds() {
		keys := []string{"name", "about"}
		for _, p := range framing.Parameters(kind) {
			keys = append(keys, "field/"+p.Name, "field/"+p.Name+"/about")
		}
		for _, key := range keys {
			if text := kindText("zh", kind, key); text == key || text == "" {
				t.Errorf("%s has no %s", kind, key)
			}
		}
	}
	for _, p := range framing.Presets() {
		for _, which := range []string{"", "/about"} {
			if text := presetText("zh", p.Key, which); strings.HasPrefix(text, "preset") {
				t.Errorf("%s has no words: %q", p.Key, text)
			}
		}
	}
}

// Without what was sent only frames are counted as such: a fault is none, nor are
// bytes that are left.
func TestFramesAreCountedWithoutFaults(t *testing.T) {
	frames := []framing.Row{{Kind: framing.RowFrame}, {Kind: framing.RowFrame}}
	for want, rows := range map[string][]framing.Row{
		"2 frames decoded.":                                     frames,
		"2 frames decoded. The decoder failed 1 time.":          append(frames[:2:2], framing.Row{Kind: framing.RowFault}),
		"0 frames decoded. At the end a frame is not complete.": {{Kind: framing.RowRest}},
	} {
		if got := FramedOf("en", &framing.Decoded{Rows: rows}).Text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
