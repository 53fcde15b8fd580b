package export

import (
	"fmt"
	"strings"
)

// golang writes the record with encoding/binary's ByteOrder, value by value.
func (r Record) golang() string {
	order := "binary.LittleEndian"
	if r.bigEndian() {
		order = "binary.BigEndian"
	}
	var body strings.Builder
	for _, p := range r.pieces() {
		fmt.Fprintf(&body, "\tdata = %s%s\n", r.goPiece(p, order), p.said())
	}
	imports := "\t\"fmt\"\n"
	if strings.Contains(body.String(), "binary.") {
		imports = "\t\"encoding/binary\"\n" + imports
	}
	if strings.Contains(body.String(), "math.") {
		imports += "\t\"math\"\n"
	}
	return "package main\n\nimport (\n" + imports + ")\n\nfunc main() {\n" +
		fmt.Sprintf("\tdata := make([]byte, 0, %d)\n", len(r.Bytes)) + body.String() + "\tfmt.Printf(\"% x\\n\", data)\n}\n"
}

// goPiece gives the expression that appends a piece.
func (r Record) goPiece(p piece, order string) string {
	x, exact := p.exactFloat()
	switch bits := 8 * len(p.data); {
	case exact:
		return fmt.Sprintf("%s.AppendUint%d(data, math.Float%dbits(%v))", order, bits, bits, x)
	case p.word():
		return fmt.Sprintf("%s.AppendUint%d(data, 0x%x)", order, bits, r.bits(p))
	case p.code == 's':
		return fmt.Sprintf("append(data, %q...)", string(p.data))
	}
	return "append(data, " + p.hex() + ")"
}
