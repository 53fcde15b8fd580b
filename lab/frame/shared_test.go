package frame

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
	"testing"
)

// One description of a codec serves all connections of a program at once: each of its
// decoders cuts as if it were alone, and messages are written as if they were.
func TestConnectionsShareACodec(t *testing.T) {
	for _, k := range Kinds() {
		for _, text := range append([]string{k.Usual()}, k.Cures...) {
			c := mustParse(t, text)
			var stream []byte
			for i, body := range []string{"hello", "feng", "a", `{"a":1}`} {
				if framed, err := Nth(c, i).Encode(stream, []byte(body)); err == nil {
					stream = framed
				}
			}
			want := found(t, c, [][]byte{stream})
			var wait sync.WaitGroup
			for conn := range 8 {
				wait.Go(func() {
					again := []byte{}
					for i, body := range []string{"hello", "feng", "a", `{"a":1}`} {
						if framed, err := Nth(c, i).Encode(again, []byte(body)); err == nil {
							again = framed
						}
					}
					if _, masks := c.(WebSocket); !masks && !bytes.Equal(again, stream) {
						t.Errorf("%s: connection %d writes %q, want %q", text, conn, again, stream)
					}
					if got := found(t, c, pieces(stream, conn+1)); !slices.Equal(got, want) {
						t.Errorf("%s: connection %d has %s, want %s", text, conn, got, want)
					}
				})
			}
			wait.Wait()
		}
	}
}

// pieces cuts a stream in pieces of so many bytes.
func pieces(stream []byte, size int) (all [][]byte) {
	return slices.Collect(slices.Chunk(stream, size))
}

// Of alternatives each connection begins with the first, whatever others did before.
func TestEveryConnectionHasItsFirstFrame(t *testing.T) {
	c := mustParse(t, `first fixed 3 then length "B"`)
	var all []*Decoder
	for range 3 {
		d, err := NewDecoder(c)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
	for at := range 3 {
		for i, d := range all { // one after the other takes its n-th frame
			d.Feed([][]byte{fmt.Appendf(nil, "h%d!", i), {2, 'o', 'k'}, {1, byte('0' + i)}}[at])
			f, ok, err := d.Next()
			if want := []string{fmt.Sprintf("h%d!", i), "ok", fmt.Sprint(i)}[at]; err != nil || !ok || string(f.Body) != want {
				t.Errorf("connection %d, frame %d: %q, %v, want %q", i, at, f.Body, err, want)
			}
		}
	}
}
