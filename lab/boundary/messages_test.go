package boundary

import "testing"

func TestMessagesAreAtTheirIndex(t *testing.T) {
	for _, n := range []int{0, 1, fewMessages, fewMessages + 1, chunkMessages - 1, chunkMessages, chunkMessages + 1, 3*chunkMessages + 5} {
		var m messages
		for i := range n {
			m.add(message{seq: i})
		}
		if m.len() != n {
			t.Errorf("%d messages, want %d", m.len(), n)
		}
		for i := range n {
			if got := m.at(i).seq; got != i {
				t.Errorf("of %d, message %d is number %d", n, i, got)
			}
		}
	}
}
