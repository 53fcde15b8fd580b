package frame

import (
	"strings"
	"testing"
)

// TestADelimiterThatIsNowhereIsNotSoughtAnew counts the bytes that are gone through
// for many short frames in one piece, of which only one delimiter of two ever comes.
func TestADelimiterThatIsNowhereIsNotSoughtAnew(t *testing.T) {
	for _, text := range []string{`delimiter "\x00" "\n"`, `delimiter "\n" "\x00"`, `line`} {
		stream := strings.Repeat("a line of text\n", 1<<14)
		d, err := NewDecoder(mustParse(t, text))
		if err != nil {
			t.Fatal(err)
		}
		d.Feed([]byte(stream))
		for frames := 0; ; frames++ {
			if _, ok, err := d.Next(); err != nil || !ok {
				if frames != 1<<14 {
					t.Errorf("%s: %d frames, %v", text, frames, err)
				}
				break
			}
		}
		if most := 2 * firstWindow * (1<<14 + 1); d.looked > most {
			t.Errorf("%s: %d bytes are gone through for %d of the stream", text, d.looked, len(stream))
		}
	}
	// Neither is a long frame: each byte once for each delimiter, and once more at most.
	d, err := NewDecoder(mustParse(t, `delimiter "\x00" "\n"`))
	if err != nil {
		t.Fatal(err)
	}
	for range 1 << 10 {
		d.Feed([]byte(strings.Repeat("x", 512)))
		if _, ok, err := d.Next(); ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if looked := d.known.looked; looked > 2*2*512<<10 {
		t.Errorf("%d bytes are gone through for a frame of %d", looked, 512<<10)
	}
}

// TestManyDelimitersCostNoFrameALongSearch: of eight delimiters the last to be tried
// comes at once, and each of the others would begin at every frame.
func TestManyDelimitersCostNoFrameALongSearch(t *testing.T) {
	c := Delimiter{Max: DefaultMax}
	for last := range MaxDelimiters - 1 {
		c.By = append(c.By, []byte(strings.Repeat("a\n", 31)+string(rune('b'+last))))
	}
	c.By = append(c.By, []byte("\n"))
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	const frames = 1 << 12
	d.Feed([]byte(strings.Repeat("a\n", frames)))
	for range frames {
		if _, ok, err := d.Next(); err != nil || !ok {
			t.Fatal(ok, err)
		}
	}
	if most := 64 * 2 * frames; d.looked > most {
		t.Errorf("%d bytes are gone through for %d of the stream, want at most %d", d.looked, 2*frames, most)
	}
}
