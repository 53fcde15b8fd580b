package export

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"stickylab/lab/frame"
)

// Decoding is a stream, the codec that cuts it, and what comes out, to be written as lines
// of several languages and libraries.
type Decoding struct {
	Codec  frame.Codec
	Stream []byte
	// Raws are the frames in front of the first fault as they are in the stream, Bodies
	// what the codec delivers of them.
	Raws, Bodies [][]byte
	// Left counts the bytes behind them that are not enough for another, Fault is set
	// where they are wrong instead.
	Left  int
	Fault *frame.Error
	// AtEnd: the end of the stream is what completes the last frame.
	AtEnd bool
	// Script is the experiment that shows it on sockets.
	Script string
}

// MaxDecoding is the most bytes of a stream that are written into a program.
const MaxDecoding = 4096

// Copy is a Decoding in one form: Text, or Why there is none.
type Copy struct {
	// Key names the form, Name is what it is called everywhere.
	Key, Name string
	Text      string
	Why       CopyWhy
}

// CopyWhy says why a Decoding cannot be written in a form.
type CopyWhy string

// The reasons.
const (
	WhyLong      CopyWhy = "long"      // the stream is longer than MaxDecoding
	WhyRule      CopyWhy = "rule"      // a rule of a protocol is broken, and the program does not check all rules
	WhyAtEnd     CopyWhy = "at-end"    // the end of the stream completes a frame, which the program does not know of
	WhyKind      CopyWhy = "kind"      // the library has no such codec
	WhyParameter CopyWhy = "parameter" // it has one, but not with these parameters
	WhySigned    CopyWhy = "signed"    // it reads a length without a sign
	WhyLimit     CopyWhy = "limit"     // its limits are smaller
	WhyRest      CopyWhy = "rest"      // it makes a frame of what is left, the codec does not
	WhyText      CopyWhy = "text"      // it takes UTF-8 alone
)

// copyForms are all forms in the order of the page.
var copyForms = [...]struct {
	key, name string
	hasStream bool
	write     func(Decoding) (string, CopyWhy)
}{
	{"script", "", true, func(d Decoding) (string, CopyWhy) { return d.Script, "" }},
	{"python", "Python", true, Decoding.python},
	{"go", "Go", true, Decoding.golang},
	{"netty", "Java (Netty)", false, Decoding.netty},
	{"tokio", "Rust (tokio-util)", false, Decoding.tokio},
	{"unittest", "Python unittest", true, Decoding.unittest},
	{"json", "JSON", true, Decoding.json},
}

// Copies writes it in every form.
func (d Decoding) Copies() []Copy {
	var all []Copy
	for _, form := range copyForms {
		c := Copy{Key: form.key, Name: form.name}
		if c.Why = WhyLong; !form.hasStream || len(d.Stream) <= MaxDecoding {
			c.Text, c.Why = form.write(d)
		}
		all = append(all, c)
	}
	return all
}

// hexLines writes bytes in lines of 32.
func hexLines(p []byte) []string {
	const perLine = 32
	var lines []string
	for from := 0; from < len(p); from += perLine {
		lines = append(lines, hex.EncodeToString(p[from:min(from+perLine, len(p))]))
	}
	return lines
}

// pythonHex is the bytes as an expression of Python, its lines indented.
func pythonHex(p []byte, indent string) string {
	lines := hexLines(p)
	if len(lines) <= 1 {
		return fmt.Sprintf("bytes.fromhex('%s')", strings.Join(lines, ""))
	}
	return fmt.Sprintf("bytes.fromhex('''\n%s    %s\n%s''')", indent, strings.Join(lines, "\n"+indent+"    "), indent)
}

// NewDecoding cuts a stream up to the first fault. The error is that of the codec.
func NewDecoding(codec frame.Codec, stream []byte, script string) (Decoding, error) {
	d := Decoding{Codec: codec, Stream: stream, Script: script}
	decoder, err := frame.NewDecoder(codec)
	if err != nil {
		return d, err
	}
	decoder.Feed(stream)
	if d.take(decoder); d.Fault == nil {
		d.end(decoder)
	}
	return d, nil
}

// end takes what the end of the stream completes.
func (d *Decoding) end(decoder *frame.Decoder) {
	d.Left = len(decoder.Rest())
	if decoder.End() == nil {
		before := len(d.Raws)
		d.take(decoder)
		d.AtEnd = len(d.Raws) > before
	}
}

// take takes what a decoder has.
func (d *Decoding) take(decoder *frame.Decoder) {
	for {
		f, ok, err := decoder.Next()
		if errors.As(err, &d.Fault) || !ok {
			return
		}
		d.Raws, d.Bodies = append(d.Raws, bytes.Clone(f.Raw)), append(d.Bodies, bytes.Clone(f.Body))
	}
}

// whyNot is why a program that reads the stream to its end would do otherwise.
func (d Decoding) whyNot() CopyWhy {
	switch {
	case d.AtEnd:
		return WhyAtEnd
	case d.Fault != nil && (d.Fault.Kind == frame.KindProtocol || d.Fault.Kind == frame.KindJSON):
		return WhyRule
	}
	return ""
}
