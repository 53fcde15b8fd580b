package lab

import "fmt"

// Verdict is what a receive did to the messages it took from, or, with Lost,
// what became of a message. Bits: a receive can be coalesced and split.
type Verdict uint8

// The verdicts. Their bits are part of the wire format.
const (
	// Exact: all of one message (or of one part of it: its header, its body).
	Exact Verdict = 1 << iota
	// Coalesced: bytes of several messages.
	Coalesced
	// Split: a part of a message, the rest stayed behind or came before.
	Split
	// Truncated: the datagram was longer than asked, the rest is gone.
	Truncated
	// Lost: no receive ever took bytes of this message.
	Lost
)

var verdictNames = [...]string{"exact", "coalesced", "split", "truncated", "lost"}

// Names lists the verdict's words in the order of their bits.
func (v Verdict) Names() []string {
	var names []string
	for bit, name := range verdictNames {
		if v&(1<<bit) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// ParseVerdict is the inverse of Names; a word it does not know is an error.
func ParseVerdict(names []string) (Verdict, error) {
	var v Verdict
next:
	for _, name := range names {
		for bit, n := range verdictNames {
			if n == name {
				v |= 1 << bit
				continue next
			}
		}
		return 0, fmt.Errorf("verdict %q is none of %q", name, verdictNames)
	}
	return v, nil
}

// Joined says in which queue a coalesced receive's messages ran together.
type Joined uint8

// The queues. NotJoined belongs to receives that are not coalesced; their
// numbers are part of the wire format.
const (
	NotJoined Joined = iota
	SendQueue
	ReceiveQueue
	BothQueues
	UnknownQueue
)

var joinedNames = [...]string{"", "send queue", "receive queue", "both", "unknown"}

// String gives the queue's name, empty for NotJoined.
func (j Joined) String() string {
	if int(j) < len(joinedNames) {
		return joinedNames[j]
	}
	return fmt.Sprintf("joined(%d)", uint8(j))
}

// ParseJoined is the inverse of String.
func ParseJoined(name string) (Joined, bool) {
	for j, n := range joinedNames {
		if n == name {
			return Joined(j), true
		}
	}
	return 0, false
}
