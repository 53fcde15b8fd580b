package capture

import (
	"reflect"
	"testing"

	"stickylab/lab"
)

// told is a short form of what number made of a header.
type told struct {
	seq, ack int64
	window   int
}

// exchange numbers the headers one after the other.
func exchange(f flows, headers ...header) (all []told) {
	for _, h := range headers {
		var s lab.Segment
		s.Len = h.length
		f.number(h, &s)
		all = append(all, told{s.Seq, s.Ack, s.Window})
	}
	return all
}

func there(flags lab.TCPFlags, seq, ack uint32, length int) header {
	h := header{from: client, to: server, flags: flags, seq: seq, ack: ack, length: length, window: 100, scale: -1}
	if flags&lab.SYN != 0 {
		h.scale = 7
	}
	return h
}

func back(flags lab.TCPFlags, seq, ack uint32, length int) header {
	h := there(flags, seq, ack, length)
	h.from, h.to = h.to, h.from
	return h
}

func TestNumbersCountFromTheFirstByte(t *testing.T) {
	for name, c := range map[string]struct {
		headers []header
		want    []told
		open    bool // there is more to come
	}{
		"a connection": {
			[]header{
				there(lab.SYN, 1000, 0, 0), back(lab.SYN|lab.ACK, 5000, 1001, 0), there(lab.ACK, 1001, 5001, 0),
				there(lab.PSH|lab.ACK, 1001, 5001, 5), back(lab.ACK, 5001, 1006, 0),
				there(lab.FIN|lab.ACK, 1006, 5001, 0), back(lab.FIN|lab.ACK, 5001, 1007, 0), there(lab.ACK, 1007, 5002, 0),
			},
			[]told{
				{-1, -1, 100},
				{-1, 0, 100},
				{0, 0, 12800},
				{0, 0, 12800},
				{0, 5, 12800},
				{5, 0, 12800},
				{0, 6, 12800},
				{6, 1, 12800},
			},
			false,
		},
		"the last ACK is missing": {
			[]header{
				there(lab.SYN, 0, 0, 0), back(lab.SYN|lab.ACK, 0, 1, 0), there(lab.FIN|lab.ACK, 1, 1, 0), back(lab.FIN|lab.ACK, 1, 2, 0),
			},
			[]told{{-1, -1, 100}, {-1, 0, 100}, {0, 0, 12800}, {0, 1, 12800}},
			true,
		},
		"past the end of the sequence numbers": {
			[]header{
				there(lab.SYN, 0xffff_fffa, 0, 0), back(lab.SYN|lab.ACK, 0xffff_ffff, 0xffff_fffb, 0),
				there(lab.ACK, 0xffff_fffb, 0, 10), back(lab.ACK, 0, 5, 0), there(lab.ACK, 5, 0, 3), back(lab.RST|lab.ACK, 0, 8, 0),
			},
			[]told{{-1, -1, 100}, {-1, 0, 100}, {0, 0, 12800}, {0, 10, 12800}, {10, 0, 12800}, {0, 13, 12800}},
			false,
		},
		"sent again": {
			[]header{
				there(lab.SYN, 9, 0, 0), there(lab.SYN, 9, 0, 0), back(lab.SYN|lab.ACK, 70, 10, 0), there(lab.ACK, 10, 71, 0),
				there(lab.ACK, 10, 71, 4), there(lab.ACK, 14, 71, 4), there(lab.ACK, 10, 71, 4),
			},
			[]told{{-1, -1, 100}, {-1, -1, 100}, {-1, 0, 100}, {0, 0, 12800}, {0, 0, 12800}, {4, 0, 12800}, {0, 0, 12800}},
			true,
		},
		"refused": {
			[]header{there(lab.SYN, 1000, 0, 0), back(lab.RST|lab.ACK, 0, 1001, 0)},
			[]told{{-1, -1, 100}, {0, 0, 100}},
			false,
		},
		"never answered": {[]header{there(lab.SYN, 1000, 0, 0)}, []told{{-1, -1, 100}}, false},
		"refused, then accepted": {
			[]header{
				there(lab.SYN, 1000, 0, 0), back(lab.RST|lab.ACK, 0, 1001, 0),
				there(lab.SYN, 7000, 0, 0), back(lab.SYN|lab.ACK, 300, 7001, 0), there(lab.ACK, 7001, 301, 2),
			},
			[]told{{-1, -1, 100}, {0, 0, 100}, {-1, -1, 100}, {-1, 0, 100}, {0, 0, 12800}},
			true,
		},
		"the ports used again": {
			[]header{
				there(lab.SYN, 1000, 0, 0), back(lab.SYN|lab.ACK, 5000, 1001, 0), there(lab.ACK, 1001, 5001, 500), back(lab.RST, 5001, 0, 0),
				there(lab.SYN, 2000, 0, 0), back(lab.SYN|lab.ACK, 6000, 2001, 0), there(lab.ACK, 2001, 6001, 1),
			},
			[]told{
				{-1, -1, 100},
				{-1, 0, 100},
				{0, 0, 12800},
				{0, -1, 12800},
				{-1, -1, 100},
				{-1, 0, 100},
				{0, 0, 12800},
			},
			true,
		},
		"both call": {
			[]header{there(lab.SYN, 10, 0, 0), back(lab.SYN, 20, 0, 0), there(lab.SYN|lab.ACK, 10, 21, 0), back(lab.SYN|lab.ACK, 20, 11, 0), there(lab.ACK, 11, 21, 3)},
			[]told{{-1, -1, 100}, {-1, -1, 100}, {-1, 0, 100}, {-1, 0, 100}, {0, 0, 12800}},
			true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := flows{}
			if got := exchange(f, c.headers...); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
			if f.over() == c.open {
				t.Errorf("over is %v", f.over())
			}
		})
	}
}

// Windows are scaled only when both ends offered to (RFC 7323 2.2).
func TestWindowsWithoutScaling(t *testing.T) {
	syn, answer := there(lab.SYN, 0, 0, 0), back(lab.SYN|lab.ACK, 0, 1, 0)
	answer.scale = -1
	got := exchange(flows{}, syn, answer, there(lab.ACK, 1, 1, 0), back(lab.ACK, 1, 1, 0))
	for i, s := range got {
		if s.window != 100 {
			t.Errorf("segment %d: window %d, want 100", i+1, s.window)
		}
	}
}

func TestASocketConnectedToItself(t *testing.T) {
	self := func(flags lab.TCPFlags, seq, ack uint32, length int) header {
		h := there(flags, seq, ack, length)
		h.to = h.from
		return h
	}
	f := flows{}
	got := exchange(f, self(lab.SYN, 10, 0, 0), self(lab.SYN|lab.ACK, 10, 11, 0), self(lab.ACK, 11, 11, 4), self(lab.FIN|lab.ACK, 15, 15, 0), self(lab.ACK, 16, 16, 0))
	want := []told{{-1, -1, 100}, {-1, 0, 100}, {0, 0, 12800}, {4, 4, 12800}, {5, 5, 12800}}
	if !reflect.DeepEqual(got, want) || !f.over() {
		t.Errorf("got %v, over %v; want %v", got, f.over(), want)
	}
}
