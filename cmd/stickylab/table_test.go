package main

import (
	"bytes"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

func TestColumnsAreAsWideAsTheirCells(t *testing.T) {
	long := strings.Repeat("x", maxColumn+5)
	var out bytes.Buffer
	rows := [][]string{{"a", "bc", "d"}, {"套接字", "", "e"}, {"f", long, "g"}, {"", "", ""}}
	if err := printTable(&out, listed(rows)); err != nil {
		t.Fatal(err)
	}
	pad := strings.Repeat(" ", maxColumn)
	want := "a       bc" + pad + "d\n" + "套接字    " + pad + "e\n" + "f       " + long + "  g\n\n"
	if out.String() != want {
		t.Errorf("got\n%q\nwant\n%q", out.String(), want)
	}
}

// oneTake is a run of n sends of a byte that one receive takes.
func oneTake(n int) record.Reader {
	log := record.NewLog(record.Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	log.Pair(2, 3)
	for i := range int64(n) {
		log.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Step: 9, Start: 1000 * i, End: 1000*i + 500, Asked: 1, Got: 1, Data: []byte("x")})
	}
	data := bytes.Repeat([]byte("x"), n)
	log.Append(&lab.Event{Conn: 3, Call: lab.CallRecv, Step: 6, Start: 1 << 30, End: 1<<30 + 1, Asked: n, Got: n, Data: data})
	log.End(lab.End{Reason: lab.EndDone})
	return log
}

// What is printed of a run grows with its events, however many of them one
// receive took.
func TestTheTextOfARunIsLinearInItsEvents(t *testing.T) {
	printed := func(n int) int {
		var out bytes.Buffer
		if err := (program{lang: "zh", out: &out}).printText(oneTake(n)); err != nil {
			t.Fatal(err)
		}
		return out.Len()
	}
	const few, many = 3000, 24_000
	// Numbers of one digit more take some more.
	if a, b := printed(few), printed(many); 10*b > 11*many/few*a {
		t.Errorf("%d sends are %d bytes, %d sends %d: more than %d times as much", few, a, many, b, many/few)
	}
}

func TestATableShowsControlCharacters(t *testing.T) {
	var out strings.Builder
	if err := printTable(&out, listed([][]string{{"\x1b[2Ja\r\n\x7f\u009b", "b"}})); err != nil {
		t.Fatal(err)
	}
	if want := "␛[2Ja␍␊␡\ufffd  b\n"; out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
}
