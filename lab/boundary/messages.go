package boundary

const (
	// chunkMessages is how many messages a chunk holds.
	chunkMessages = 128
	// fewMessages is the room that the first chunk begins with: most conns
	// send little.
	fewMessages = 8
)

// messages are kept in chunks, so that a flood of them is not moved again and
// again as they grow.
type messages struct {
	chunks [][]message
	n      int
}

func (m *messages) len() int { return m.n }

// at gives a message; the pointer is good until the next add.
func (m *messages) at(i int) *message { return &m.chunks[i/chunkMessages][i%chunkMessages] }

func (m *messages) add(one message) {
	if m.n%chunkMessages == 0 {
		room := chunkMessages
		if m.n == 0 {
			room = fewMessages
		}
		m.chunks = append(m.chunks, make([]message, 0, room))
	}
	last := len(m.chunks) - 1
	m.chunks[last] = append(m.chunks[last], one)
	m.n++
}
