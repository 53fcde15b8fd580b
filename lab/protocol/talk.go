package protocol

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// talk is a recorded conversation. In its text form a line is
//
//	# what wrote it
//	> 0a0b    bytes of the client
//	< 0a0b    bytes of the server
//	>- 0a0b   the same of bytes before the frames: a handshake, a preface
type talk struct {
	wrote string
	turns []turn
}

// turn is what one side wrote before the other did.
type turn struct {
	client bool
	before bool // the frames
	data   []byte
}

// bytesOfLine is how many bytes are written on a line.
const bytesOfLine = 32

func readTalk(lines []string) (t talk, err error) {
	for i, line := range lines {
		mark, rest, _ := strings.Cut(line, " ")
		switch mark {
		case "":
		case "#":
			t.wrote = rest
		case ">", "<", ">-", "<-":
			data, err := hex.DecodeString(rest)
			if err != nil {
				return talk{}, fmt.Errorf("line %d: %w", i+1, err)
			}
			t.add(turn{client: mark[0] == '>', before: len(mark) > 1, data: data})
		default:
			return talk{}, fmt.Errorf("line %d: %q is no mark", i+1, mark)
		}
	}
	return t, nil
}

// add adds a turn, or its bytes to the turn that is under way.
func (t *talk) add(next turn) {
	if n := len(t.turns); n > 0 && t.turns[n-1].client == next.client && t.turns[n-1].before == next.before {
		t.turns[n-1].data = append(t.turns[n-1].data, next.data...)
		return
	}
	t.turns = append(t.turns, next)
}

// String writes it as readTalk reads it.
func (t talk) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "# %s\n", t.wrote)
	for _, turn := range t.turns {
		mark := "<"
		if turn.client {
			mark = ">"
		}
		if turn.before {
			mark += "-"
		}
		for at := 0; at < len(turn.data); at += bytesOfLine {
			fmt.Fprintf(&text, "%s %x\n", mark, turn.data[at:min(len(turn.data), at+bytesOfLine)])
		}
	}
	return text.String()
}

// stream gives the frames of one side.
func (t talk) stream(client bool) (all []byte) {
	for _, turn := range t.turns {
		if turn.client == client && !turn.before {
			all = append(all, turn.data...)
		}
	}
	return all
}
