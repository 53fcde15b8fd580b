package structs

import (
	"fmt"
	"math/big"
	"slices"
	"unicode/utf8"

	"stickylab/lab"
	"stickylab/lab/pack"
	"stickylab/lab/repr"
)

// widestNumber is how many bytes the widest number has.
const widestNumber = 8

// Read returns what bytes are as each type that has just as many of them. From is
// where they begin in their record.
func Read(data []byte, from int) Readings {
	read := Readings{
		From: from, Size: len(data), Hex: fmt.Sprintf("% x", data), Data: lab.Bytes(data),
		Numbers: []Reading{}, InvalidAt: invalidAt(data),
	}
	if read.InvalidAt < 0 {
		read.Text = repr.Quote(string(data))
	}
	if len(data) > widestNumber {
		return read
	}
	bits := 8 * len(data)
	read.Numbers = append(
		read.Numbers,
		integer(data, fmt.Sprintf("uint%d", bits), unsignedCodes[len(data)], false),
		integer(data, fmt.Sprintf("int%d", bits), signedCodes[len(data)], true),
	)
	if code, ok := otherCodes[len(data)]; ok {
		read.Numbers = append(read.Numbers, unpackedAs(data, code))
	}
	return read
}

// The codes of numbers by their size.
var (
	unsignedCodes = map[int]string{1: "B", 2: "H", 4: "I", 8: "Q"}
	signedCodes   = map[int]string{1: "b", 2: "h", 4: "i", 8: "q"}
	otherCodes    = map[int]string{1: "?", 2: "e", 4: "f", 8: "d"}
	otherTypes    = map[string]string{"?": "bool", "e": "float16", "f": "float32", "d": "float64"}
)

// integer reads an integer of any size, as int.from_bytes does.
func integer(data []byte, name, code string, signed bool) Reading {
	reversed := slices.Clone(data)
	slices.Reverse(reversed)
	return Reading{Type: name, Code: code, Little: fromBytes(reversed, signed), Big: fromBytes(data, signed)}
}

// fromBytes reads bytes of which the first is the highest.
func fromBytes(data []byte, signed bool) string {
	n := new(big.Int).SetBytes(data)
	if signed && data[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(data))))
	}
	return n.String()
}

func unpackedAs(data []byte, code string) Reading {
	one := func(order string) string {
		values, err := pack.Unpack(order+code, data)
		if err != nil {
			return err.Error() // the size is the code's own, so there is none
		}
		return repr.Text(values[0])
	}
	return Reading{Type: otherTypes[code], Code: code, Little: one("<"), Big: one(">")}
}

// invalidAt is where bytes stop being UTF-8, or -1.
func invalidAt(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
	return -1
}
