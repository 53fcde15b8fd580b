package script

import (
	"errors"
	"testing"

	"stickylab/lab/frame"
)

func TestCodecTexts(t *testing.T) {
	for _, text := range []string{
		`length "!I"`, `delimiter "\0" "a\\0"`, `delimiter "\x07" escape "\\"`, `fixed 8 pad "\x01"`, `json "!I" key "大小"`, `varint max 9`,
	} {
		c, err := ParseCodec(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := CodecText(c); got != text {
			t.Errorf("%s came back as %s", text, got)
		}
	}
}

func TestPlaceOfCodecFaults(t *testing.T) {
	for _, test := range []struct {
		text string
		off  int64
	}{{`delimiter "\0" "\0" maxx 3`, 20}, {`length "!I" adjust x`, 19}, {``, 0}, {`delimiter "\0" max "\0"`, 19}} {
		_, err := ParseCodec(test.text)
		var fault *frame.Error
		if !errors.As(err, &fault) || fault.Off != test.off {
			t.Errorf("%s: %v, want its place at %d", test.text, err, test.off)
		}
	}
}
