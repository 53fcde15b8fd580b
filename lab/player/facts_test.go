package player

import (
	"fmt"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// fact is a common belief about sockets that real runs contradict or sharpen.
type fact struct {
	belief string
	// lessons hold it: their expectations are checked on a hundred runs each.
	lessons []string
	// check holds what no lesson holds.
	check func(t *testing.T, l *session.Lab)
}

// facts are all that the lab states about the kernel. Each one has a lesson or
// a check on real sockets, or both.
func facts() []fact {
	return []fact{
		{"Nagle glued hello and feng together", []string{"hello-feng", "nodelay"}, nil},
		{"the result is always the same", []string{"as-written"}, luckDecides},
		{"NODELAY cures it", []string{"small-sends", "nodelay"}, nil},
		{"Nagle never matters on loopback", []string{"head-and-body"}, nil},
		{"only a full buffer sends", []string{"cork"}, nil},
		{"it is a disease of TCP", []string{"unix-stream", "udp-hello-feng"}, unixDatagramsKeepBoundaries},
		{"one send = one segment = one recv", nil, segmentsOfOneSend},
		{"recv(2) loses the rest", []string{"two-then-ten", "udp-ask-for-two"}, nil},
		{"sleep between sends cures it", []string{"sleep-between"}, nil},
		{"send(n) sends n", []string{"nonblocking-send"}, shortSends},
		{"send returned, so it arrived", []string{"nobody-accepts"}, sentIsNotDelivered},
		{"recv() == b'' is an empty message", []string{"empty-send", "tcp-loop"}, emptyReceives},
		{"close() is harmless", []string{"answer-and-close"}, closeWithUnread},
		{"MSG_WAITALL is recv-exactly", []string{"one-million"}, waitAllReturnsShort},
		{"listen(3): three clients", []string{"backlog", "tcp-loop"}, whoGetsIn},
		{"UDP loses nothing on localhost", []string{"udp-fifty"}, datagramSizes},
		{"FIONREAD = bytes waiting", nil, waitingBytes},
		{"length counts characters", []string{"text-and-length"}, charactersAreNotBytes},
		{"byte order does not matter on one machine", []string{"byte-order"}, byteOrderMatters},
		{"the header arrives whole", []string{"header-in-pieces"}, headerInPieces},
		{"calcsize is the sum of the sizes", []string{"struct-pack"}, sizesOfFormats},
		{"absurd length = corrupt memory", []string{"length-attack"}, textReadAsLength},
		{"counters are exact", nil, retransmissionsAreNamed},
		{"the client may start first", nil, clientFirst},
		{"loopback segments look like Ethernet's", nil, superSegments},
	}
}

func TestFacts(t *testing.T) {
	all := facts()
	if len(all) != 25 {
		t.Fatalf("%d facts, want all 25", len(all))
	}
	for i, f := range all {
		t.Run(fmt.Sprintf("%02d %s", i+1, f.belief), func(t *testing.T) {
			if len(f.lessons) == 0 && f.check == nil {
				t.Error("nothing holds it")
			}
			for _, slug := range f.lessons {
				if _, ok := course.Shipped().Find(slug); !ok {
					t.Errorf("the lesson %s that holds it does not exist", slug)
				}
			}
			if f.check != nil {
				f.check(t, mustLab(t, session.Limits{RunsPerClient: 1000}))
			}
		})
	}
}

// mustData wants the call to have given these bytes and no error.
func mustData(t *testing.T, trace record.Trace, words, want string) lab.Event {
	t.Helper()
	e := nth(t, trace, words)
	if string(e.Data) != want || e.Err != "" {
		t.Errorf("%s gave %s %s, want %q", words, lab.Bytes(e.Data), e.Err, want)
	}
	return e
}

// mustErr wants the call to have failed so.
func mustErr(t *testing.T, trace record.Trace, words, want string) {
	t.Helper()
	if e := nth(t, trace, words); e.Err != want {
		t.Errorf("%s gave %s and error %q, want %s", words, lab.Bytes(e.Data), e.Err, want)
	}
}

// takenBy joins what the peer received.
func takenBy(trace record.Trace, peer string) (data []byte) {
	for _, e := range trace.Events {
		if trace.Peers[e.Peer] == peer && e.Call.Receives() {
			data = append(data, e.Data...)
		}
	}
	return data
}
