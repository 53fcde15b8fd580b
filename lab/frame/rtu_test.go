package frame

import (
	"errors"
	"strings"
	"testing"
)

// What a server of another kind sends is told by the check that its frames have, and
// only by it (pymodbus#554).
func TestRTUForAReaderOfLengths(t *testing.T) {
	tcp := LengthField{Length: Integer{Size: 2}, Offset: 4, Max: DefaultMax}
	for _, c := range []struct {
		name, stream string
		rtu          bool
	}{
		{"a request", "\x01\x03\x00\x0e\x00\x08\x25\xcf", true},
		{"an answer", "\x01\x03\x04\x00\x06\x00\x05\xda\x31", true},
		{"a wrong check", "\x01\x03\x00\x0e\x00\x08\x25\xce", false},
		{"no function", "\x01\x70\x00\x0e\x00\x08\x25\xcf", false},
	} {
		why, _ := reasonOf(t, tcp, []byte(c.stream))
		if got := len(why) == 1 && why[0].Kind == GuessRTU; got != c.rtu {
			t.Errorf("%s: got %+v", c.name, why)
		}
	}
}

// Modbus TCP that an RTU reader gets is told by its lengths, which must be those of all
// frames there (pymodbus#394).
func TestMBAPForAReaderOfRTU(t *testing.T) {
	const request, answer = "\x00\x01\x00\x00\x00\x06\x11\x03\x00\x6b\x00\x03", "\x00\x02\x00\x00\x00\x05\x11\x03\x02\x00\x07"
	for _, c := range []struct {
		name, codec, stream string
		mbap                bool
	}{
		{"one", `check "crc-16/modbus" fixed 6`, request, true},
		{"two", `check "crc-16/modbus" when "\x05" "\x06" at 1 fixed 8 else length "B" offset 2 adjust 2 strip 0`, request + answer, true},
		{"a length too small", `check "crc-16/modbus" fixed 6`, request[:5] + "\x05" + request[6:], false},
		{"another protocol's id", `check "crc-16/modbus" fixed 6`, "\x00\x01\x00\x01" + request[4:], false},
		{"no function", `check "crc-16/modbus" fixed 6`, request[:7] + "\x70" + request[8:], false},
	} {
		d, err := NewDecoder(mustParse(t, c.codec))
		if err != nil {
			t.Fatal(err)
		}
		d.Feed([]byte(c.stream))
		_, _, err = d.Next()
		var fault *Error
		if !errors.As(err, &fault) || fault.Kind != KindCheck {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := len(fault.Guesses) == 1 && fault.Guesses[0].Kind == GuessMBAP; got != c.mbap {
			t.Errorf("%s: got %+v", c.name, fault.Guesses)
		}
		if why, ok := Fitting(mustParse(t, `length "B"`), []byte(c.stream), []int{len(c.stream)}); c.name == "one" && (!ok || why.Kind != GuessMBAP) {
			t.Errorf("%s: fits %+v", c.name, why)
		}
	}
}

// A delimiter that never comes is told by what stands at the end in its place, while
// more may come and when a frame is too long.
func TestTheDelimiterThatNeverComes(t *testing.T) {
	for _, c := range []struct{ codec, stream, end string }{
		{`delimiter "\r\n"`, "one\ntwo\n", "\n"},
		{`delimiter "\n" max 5`, "one;two;", ";"},
		{`delimiter "\n"`, "one and", ""},
		{`delimiter "\n"`, "one\ntwo;", ""},
	} {
		d, err := NewDecoder(mustParse(t, c.codec))
		if err != nil {
			t.Fatal(err)
		}
		d.Feed([]byte(c.stream))
		ok := true
		for ok && err == nil {
			_, ok, err = d.Next()
		}
		why := d.Reasons()
		if fault := (*Error)(nil); errors.As(err, &fault) {
			why = fault.Guesses
		}
		if got := len(why) == 1 && why[0].Kind == GuessEnd && why[0].Text == c.end; got != (c.end != "") {
			t.Errorf("%s of %q: got %+v", c.codec, c.stream, why)
		}
	}
}

// Bytes that belong to no frame are told by the mark that frames begin with, also
// where only one is left behind them (bluenviron/gortsplib#351); and where a stream
// repeats itself, no reading has more evidence of that (go-netty#18).
func TestReasonsOfReports(t *testing.T) {
	rtsp := LengthField{Length: Integer{Size: 2}, Offset: 2, Strip: 4, Max: 1500}
	why, _ := reasonOf(t, rtsp, []byte("$\x00\x00\x04abcdZ$\x00\x00\x04efgh"))
	if len(why) != 1 || why[0].Kind != GuessStray || why[0].By != 1 || why[0].Value != 8 {
		t.Errorf("a byte before a $: %+v", why)
	}
	marks := LengthField{Length: Integer{Size: 2, Little: true}, Offset: 2, Max: DefaultMax}
	const message = "\xff\xff\x01\x00\x0a\x01\x00\x00\x00\x09\x00\x00\x00\x17\x00\xfe\xfe"
	if why, _ := reasonOf(t, marks, []byte(message+message)); len(why) > 0 {
		t.Errorf("the same message twice: %+v", why)
	}
}

// What stands where a line is empty is its end, not nothing (RestComm/jain-sip#195).
func TestAnEmptyLineIsQuotedAsItsEnd(t *testing.T) {
	c, err := Parse("http")
	if err != nil {
		t.Fatal(err)
	}
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	d.Feed([]byte("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nhell\r\n\r\nGET / HTTP/1.1\r\n\r\n"))
	for err == nil {
		var ok bool
		if _, ok, err = d.Next(); !ok && err == nil {
			t.Fatal("no fault")
		}
	}
	if !strings.Contains(err.Error(), `stands "\r\n"`) {
		t.Errorf("got %s", err)
	}
}
