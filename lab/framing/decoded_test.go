package framing

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// stream is hello and feng with a length before each, then a length that is
// too long.
const stream = "\x00\x00\x00\x05hello\x00\x00\x00\x04feng\xff\xff\xff\xff"

func helloFeng() Preset {
	return Preset{
		Frames: [][]byte{[]byte("\x00\x00\x00\x05hello"), []byte("\x00\x00\x00\x04feng")},
		Bodies: [][]byte{[]byte("hello"), []byte("feng")},
	}
}

func recv(from, to int) lab.Event {
	return lab.Event{Call: lab.CallRecv, Got: to - from, Data: []byte(stream[from:to]), Off: int64(from)}
}

func frameOf(off int64, n int) lab.Event {
	return lab.Event{Call: lab.CallDecode, Off: off, Decode: &lab.Decode{Part: frame.PartFrame, Have: n, Need: int64(n), Head: 4}}
}

func waits(off int64, have int, need, length int64) lab.Event {
	return lab.Event{Call: lab.CallDecode, Off: off, Decode: &lab.Decode{Part: frame.PartBody, Have: have, Need: need, Length: length}}
}

// decode numbers events and decodes them by the codec.
func decode(t *testing.T, codec string, preset Preset, events ...lab.Event) *Decoded {
	t.Helper()
	c, err := script.ParseCodec(codec)
	if err != nil {
		t.Fatal(err)
	}
	for i := range events {
		events[i].Seq = i + 1
	}
	d, err := Decode(yielding(events), 0, c, preset)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// yielding yields events in one place, as a reader of a run does.
func yielding(events []lab.Event) Events {
	return func(yield func(*lab.Event, error) bool) {
		var one lab.Event
		for _, one = range events {
			if !yield(&one, nil) {
				return
			}
		}
	}
}

func TestDecode(t *testing.T) {
	fault := &frame.Error{Kind: frame.KindTooLong, Off: 17, Length: 4294967299, Max: 1048576, Field: []byte{255, 255, 255, 255}}
	last := lab.Event{Call: lab.CallDecode, Off: 17, Err: fault.Kind, Fault: fault, Decode: &lab.Decode{Part: frame.PartHeader, Have: 4, Need: 4}}
	events := []lab.Event{recv(0, 15), frameOf(0, 9), waits(9, 6, 8, 4), recv(15, 21), frameOf(9, 8), last}
	d := decode(t, `length "!I"`, helloFeng(), events...)
	if want := []Piece{{1, 0, 15}, {4, 15, 21}}; !slices.Equal(d.Pieces, want) {
		t.Errorf("pieces %v, want %v", d.Pieces, want)
	}
	if len(d.Rows) != 3 || d.Rows[0].Kind != RowFrame || d.Rows[1].Kind != RowFrame || d.Rows[2].Kind != RowFault {
		t.Fatalf("rows %+v, want two frames and a fault", d.Rows)
	}
	if r := d.Rows[1]; !r.Meant || !r.Same || string(r.Body) != "feng" || r.Size != 8 || r.Marks[0] != Head|Length|Strip || r.Marks[4] != 0 {
		t.Errorf("the second frame is %+v", r)
	}
	if r := d.Rows[2]; !reflect.DeepEqual(r.Fault, fault) || r.From != 17 || r.Marks[3] != Culprit {
		t.Errorf("the fault is %+v", r)
	}
	if d.Good() || d.Right != 2 {
		t.Errorf("good %v with %d right, want a broken stream of 2", d.Good(), d.Right)
	}
	other := helloFeng()
	other.Bodies[1] = []byte("song")
	if r := decode(t, `length "!I"`, other, events...).Rows[1]; !r.Meant || r.Same {
		t.Errorf("a frame that delivers something else is %+v", r)
	}
	other.Frames = [][]byte{[]byte("\x00\x00\x00\x05hell"), []byte("o\x00\x00\x00\x04feng")}
	if r := decode(t, `length "!I"`, other, events...).Rows[0]; r.Meant {
		t.Errorf("a frame that nobody sent is %+v", r)
	}
	if d := decode(t, `length "!I"`, Preset{}, events[:5]...); !d.Good() || len(d.Ends) != 0 {
		t.Errorf("without what was sent: %+v, want that nothing is broken", d)
	}
}

func TestTheRestOfAStream(t *testing.T) {
	d := decode(t, `length "!I"`, helloFeng(), recv(0, 15), frameOf(0, 9), waits(9, 6, 8, 4))
	if len(d.Rows) != 2 || d.Good() {
		t.Fatalf("rows %+v, good %v; want a frame and the rest", d.Rows, d.Good())
	}
	r := d.Rows[1]
	if r.Kind != RowRest || r.From != 9 || r.To != 15 || r.Have != 6 || r.Need != 8 {
		t.Errorf("the rest is %+v", r)
	}
	if r.Length == nil || r.Length.Value != 4 || string(r.Length.Bytes) != "\x00\x00\x00\x04" || r.Marks[3] != Culprit || r.Marks[4] != 0 {
		t.Errorf("its length is %+v, marks %v", r.Length, r.Marks)
	}
	if d := decode(t, `line`, Preset{}, recv(0, 3), waits(0, 0, 1, -1)); len(d.Rows) != 0 || d.Broken {
		t.Errorf("nothing is left, but %+v", d.Rows)
	}
}

func TestManyPiecesAndFramesAreCounted(t *testing.T) {
	var events []lab.Event
	for i := range MaxRows + 5 {
		events = append(events, recv(0, 1), lab.Event{
			Call: lab.CallDecode, Off: int64(i), Decode: &lab.Decode{Part: frame.PartFrame, Have: 1, Need: 1},
		})
	}
	d := decode(t, "fixed 1", Preset{}, events...)
	if len(d.Pieces) != MaxRows || d.More != 5 || len(d.Rows) != MaxRows {
		t.Errorf("%d pieces and %d more, %d rows; want %d, 5 and %d", len(d.Pieces), d.More, len(d.Rows), MaxRows, MaxRows)
	}
}

func TestCodecOf(t *testing.T) {
	for _, test := range []struct{ steps, want string }{
		{"    codec line\n    listen 5\n    accept\n    recv frame\n", "line"},
		{"    codec line\n    listen 5\n    accept\n    loop 2:\n        codec line\n        recv frame\n", "line"},
		{"    listen 5\n    accept\n    codec fixed 1\n    recv frame\n    codec line\n    recv frame\n", ""},
		{"    listen 5\n    accept\n    codec fixed 1\n    loop 2:\n        recv frame\n        codec line\n", ""},
		{"    listen 5\n    accept\n", ""},
	} {
		exp, err := script.Parse("tcp\nserver:\n" + test.steps + "client:\n    connect\n")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if c := CodecOf(exp.Peers[0].Steps); c != nil {
			got = c.String()
		}
		if got != test.want {
			t.Errorf("codec %q, want %q in\n%s", got, test.want, test.steps)
		}
	}
}

// Without a codec, as with several, the events alone say what of a frame is its
// body.
func TestABodyWithoutACodec(t *testing.T) {
	data := lab.Event{Seq: 1, Call: lab.CallRecv, Got: 6, Data: []byte("hello\n")}
	whole := lab.Event{Seq: 2, Call: lab.CallDecode, Decode: &lab.Decode{Part: frame.PartFrame, Have: 6, Need: 6, Length: -1, Tail: 1}}
	d, err := Decode(yielding([]lab.Event{data, whole}), 0, nil, Preset{})
	if err != nil || len(d.Rows) != 1 || string(d.Rows[0].Body) != "hello" || d.Rows[0].Marks[5] != Tail|Strip {
		t.Errorf("got %+v, %v, want hello", d, err)
	}
}

func TestOnlyThePeerThatDecodesCounts(t *testing.T) {
	other := recv(0, 4)
	other.Peer = 1
	line := lab.Event{Peer: 0, Call: lab.CallDecode, Decode: &lab.Decode{Part: frame.PartFrame, Have: 9, Need: 9, Head: 4}}
	events := []lab.Event{other, recv(0, 9), line}
	if peer, err := DecodingPeer(yielding(events)); peer != 0 || err != nil {
		t.Errorf("peer %d, %v decodes, want 0", peer, err)
	}
	if d := decode(t, `length "!I"`, Preset{}, events...); len(d.Stream) != 9 || string(d.Rows[0].Body) != "hello" {
		t.Errorf("got %q, %+v", d.Stream, d.Rows)
	}
	if peer, err := DecodingPeer(yielding(events[:2])); peer != -1 || err != nil {
		t.Errorf("peer %d, %v decodes, want none", peer, err)
	}
	failed := errors.New("failed")
	broken := func(yield func(*lab.Event, error) bool) { yield(nil, failed) }
	if _, err := DecodingPeer(broken); !errors.Is(err, failed) {
		t.Errorf("error %v, want that of the events", err)
	}
	if _, err := Decode(broken, 0, nil, Preset{}); !errors.Is(err, failed) {
		t.Errorf("error %v, want that of the events", err)
	}
}
