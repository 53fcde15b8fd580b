package export

import (
	"fmt"
	"strings"
)

// javascript writes the record with a DataView.
func (r Record) javascript() string {
	little := ", true"
	if r.bigEndian() {
		little = ""
	}
	var body strings.Builder
	for _, p := range r.pieces() {
		fmt.Fprintf(&body, "%s;%s\n", r.jsPiece(p, little), p.said())
	}
	return fmt.Sprintf("const data = new Uint8Array(%d);\n", len(r.Bytes)) + "const view = new DataView(data.buffer);\n" + body.String() +
		"console.log([...data].map((b) => b.toString(16).padStart(2, \"0\")).join(\" \"));\n"
}

func (r Record) jsPiece(p piece, little string) string {
	x, exact := p.exactFloat()
	switch bits := 8 * len(p.data); {
	case exact:
		return fmt.Sprintf("view.setFloat%d(%d, %v%s)", bits, p.offset, x, little)
	case p.word() && bits == 64:
		return fmt.Sprintf("view.setBigUint64(%d, 0x%xn%s)", p.offset, r.bits(p), little)
	case p.word():
		return fmt.Sprintf("view.setUint%d(%d, 0x%x%s)", bits, p.offset, r.bits(p), little)
	case len(p.data) == 1:
		return fmt.Sprintf("view.setUint8(%d, 0x%02x)", p.offset, p.data[0])
	}
	return fmt.Sprintf("data.set([%s], %d)", p.hex(), p.offset)
}
