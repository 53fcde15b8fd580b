package framing

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"stickylab/lab/frame"
	"stickylab/lab/pack"
	"stickylab/lab/repr"
)

// Limits of the fields of frames.
const (
	// MaxFormat is the most characters of a format, maxRecord the most bytes that it
	// may take of a frame.
	MaxFormat = 200
	maxRecord = 1024
	// maxColumns is the most items of a format.
	maxColumns = 24
)

// Fields are the first bytes of each frame as struct.unpack_from reads them.
type Fields struct {
	Format string
	Size   int
	// Wrong is what Python's struct says of the format; Large is set where it is right
	// and takes too much here. There are no columns then.
	Wrong   *pack.Error
	Large   bool
	Columns []Column
	// Rows has one for each listed frame; Fit counts those that have all fields.
	Rows []FieldRow
	Fit  int
}

// Column is an item of the format.
type Column struct {
	// Item is its text, "H" or "4s"; Name is what a standard calls it, empty for
	// unknown.
	Item, Name   string
	Offset, Size int
}

// FieldRow has the values of a frame as Python writes them.
type FieldRow struct {
	Number, From, To int
	// Values are empty where the frame is shorter than the format.
	Values []string
	Head   []byte // the bytes that the values are of
}

// FieldsOf reads the frames that a cut lists. names are those of the items, as many as
// there are.
func FieldsOf(format string, names []string, cut *Cut) Fields {
	f := Fields{Format: format}
	form, err := pack.Compile(format)
	if errors.As(err, &f.Wrong) {
		return f
	}
	f.Size = form.Size()
	items := form.Fields()
	if f.Large = f.Size > maxRecord || len(items) > maxColumns || form.ValueCount() > maxRecord; f.Large {
		return f
	}
	for _, item := range items {
		c := Column{Item: format[item.From:item.To], Offset: item.Offset, Size: item.Size}
		if len(f.Columns) < len(names) {
			c.Name = names[len(f.Columns)]
		}
		f.Columns = append(f.Columns, c)
	}
	for i := range cut.Rows {
		if row := &cut.Rows[i]; row.Number > 0 {
			f.add(form, row, cut.Stream[row.From:row.To])
		}
	}
	return f
}

// add reads a frame.
func (f *Fields) add(form *pack.Format, row *CutRow, raw []byte) {
	one := FieldRow{Number: row.Number, From: row.From, To: row.To}
	if values, err := form.UnpackFrom(raw, 0); err == nil {
		one.Head, one.Values = raw[:f.Size], valuesOf(form.Fields(), values)
		f.Fit++
	}
	f.Rows = append(f.Rows, one)
}

// valuesOf writes the values of each item.
func valuesOf(items []pack.Field, values []any) []string {
	var all []string
	for _, item := range items {
		n := item.ValueCount()
		texts := make([]string, n)
		for i, value := range values[:n] {
			texts[i] = repr.Text(value)
		}
		all, values = append(all, strings.Join(texts, ", ")), values[n:]
	}
	return all
}

// Header is the header of a frame: a struct format and the names of its items.
type Header struct {
	Format string
	Names  []string
}

// headers are those of the presets whose codec does not say it.
var headers = map[string]Header{
	"tls":        {"!BHH", []string{"type", "version", "length"}},                         // RFC 8446 5.1
	"http2":      {"!3sBBI", []string{"length", "type", "flags", "stream"}},               // RFC 9113 4.1
	"grpc":       {"!BI", []string{"compressed", "length"}},                               // Length-Prefixed-Message
	"mqtt":       {"!BB", []string{"type, flags", "remaining length"}},                    // MQTT 3.1.1 2.2
	"dns":        {"!HHHHHHH", []string{"length", "id", "flags", "qd", "an", "ns", "ar"}}, // RFC 1035 4.2.2, 4.1.1
	"postgresql": {"!cI", []string{"type", "length"}},                                     // PostgreSQL 55.7
	"websocket":  {"!BB", []string{"FIN, opcode", "MASK, length"}},                        // RFC 6455 5.2
}

// HeaderOf is the header that the frames of a preset are known to have, or the one that
// a codec reads its length from; without a Format where neither is known.
func HeaderOf(preset string, codec frame.Codec) Header {
	if known, ok := headers[preset]; ok {
		return known
	}
	c, ok := codec.(frame.LengthField)
	if !ok {
		return Header{}
	}
	h := Header{Format: "!"}
	if c.Length.Little {
		h.Format = "<"
	}
	if c.Offset > 0 {
		h.Format += strconv.Itoa(c.Offset) + "s"
		h.Names = []string{""}
	}
	h.Format += codeOf(c.Length)
	h.Names = append(h.Names, "length")
	return h
}

// codeOf is the format character of a number, or of as many bytes where there is none.
func codeOf(n frame.Integer) string {
	code := map[int]string{1: "B", 2: "H", 4: "I", 8: "Q"}[n.Size]
	switch {
	case n.Text != 0 || code == "":
		return fmt.Sprintf("%ds", n.Size)
	case n.Signed:
		return strings.ToLower(code)
	}
	return code
}
