package export

import (
	"fmt"
	"strings"
)

// c writes the record byte by byte with shifts, which is right whatever the
// order and the alignment of the machine that it is compiled for.
func (r Record) c() string {
	var body strings.Builder
	for _, p := range r.pieces() {
		switch {
		case p.word():
			fmt.Fprintf(&body, "    put(&p, UINT64_C(0x%x), %d);%s\n", r.bits(p), len(p.data), p.said())
		case len(p.data) == 1:
			fmt.Fprintf(&body, "    *p++ = 0x%02x;%s\n", p.data[0], p.said())
		default:
			fmt.Fprintf(&body, "    memcpy(p, (uint8_t[]){%s}, %d);%s\n    p += %d;\n", p.hex(), len(p.data), p.said(), len(p.data))
		}
	}
	put := ""
	if strings.Contains(body.String(), "put(") {
		put = cPut(r.bigEndian())
	}
	return "#include <stdint.h>\n#include <stdio.h>\n#include <string.h>\n\n" + put +
		fmt.Sprintf("int main(void) {\n    uint8_t data[%d] = {0};\n    uint8_t *p = data;\n", max(len(r.Bytes), 1)) + body.String() +
		"    for (uint8_t *b = data; b < p; b++)\n        printf(\"%s%02x\", b > data ? \" \" : \"\", *b);\n    puts(\"\");\n    return 0;\n}\n"
}

// cPut is the function that writes a number in the record's order.
func cPut(big bool) string {
	shift := "8 * i"
	if big {
		shift = "8 * (size - 1 - i)"
	}
	return "static void put(uint8_t **p, uint64_t n, int size) {\n    for (int i = 0; i < size; i++)\n        *(*p)++ = (uint8_t)(n >> (" +
		shift + "));\n}\n\n"
}
