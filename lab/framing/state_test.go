package framing

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

func TestStateAfterEveryByte(t *testing.T) {
	for _, test := range []struct{ name, codec, stream, want string }{
		{
			"two frames by a length", `length "!H"`, "\x00\x02hi\x00\x01x",
			"0: header 0/2; 1: header 1/2; 2: body 2/4; 3: body 3/4; 4: frame 1 0-4, header 0/2; 5: header 1/2; 6: body 2/3; 7: frame 2 4-7, header 0/2",
		},
		{"lines", `line`, "a\nb", "0: delimiter 0/1; 1: delimiter 1/2; 2: frame 1 0-2, delimiter 0/1; 3: delimiter 1/2"},
		{
			"a frame that is too long is skipped", `length "B" max 3`, "\x04abcd\x00",
			"0: header 0/1; 1: fault too-long, skip 0/4; 2: fault too-long, skip 0/3; 3: fault too-long, skip 0/2; 4: fault too-long, skip 0/1; 5: fault too-long, header 0/1; 6: frame 1 5-6, header 0/1",
		},
		{"it gives up", `resp`, "x\r\n", "0: header 0/1; 1: fault protocol, stopped; 2: fault protocol, stopped; 3: fault protocol, stopped"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := ParseCodec(test.codec)
			if err != nil {
				t.Fatal(err)
			}
			all, err := States(c, []byte(test.stream), 0, len(test.stream))
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, at := range all {
				said = append(said, atText(at))
			}
			if got := strings.Join(said, "; "); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func atText(at At) string {
	var parts []string
	if at.Ended() {
		parts = append(parts, fmt.Sprintf("frame %d %d-%d", at.Frames, at.Last.From, at.Last.To))
	}
	if at.Fault != nil {
		parts = append(parts, "fault "+at.Fault.Kind)
	}
	if at.Stopped {
		parts = append(parts, "stopped")
	} else {
		parts = append(parts, fmt.Sprintf("%s %d/%d", at.State.Part, at.State.Have, at.State.Need))
	}
	return fmt.Sprintf("%d: %s", at.Byte, strings.Join(parts, ", "))
}

// TestStateIsThatOfTheBytesAlone: the state after k bytes is the same whether they came
// at once or one by one, for every kind of codec, whole frames and others.
func TestStateIsThatOfTheBytesAlone(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 9))
	for _, k := range frame.Kinds() {
		c, err := frame.Parse(k.Usual())
		if err != nil {
			t.Fatal(err)
		}
		var framed []byte
		for i, body := range []string{"hello", "feng", `{"a":1}`} {
			if next, err := frame.Nth(c, i).Encode(framed, []byte(body)); err == nil {
				framed = next
			}
		}
		noise := make([]byte, 40)
		for i := range noise {
			noise[i] = byte(random.IntN(256))
		}
		for _, stream := range [][]byte{framed, append(append([]byte{}, framed...), noise...), noise} {
			one, err := States(c, stream, 0, len(stream))
			if err != nil {
				t.Fatal(err)
			}
			for at := range one {
				alone, err := States(c, stream, at, at)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := atText(alone[0]), atText(one[at]); got != want {
					t.Errorf("%s, %q: at once %s, one by one %s", k.Usual(), stream, got, want)
				}
			}
		}
	}
}
