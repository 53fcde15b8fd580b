package structs

import (
	"encoding/hex"
	"testing"
)

// Bytes are read in the forms that tools write them in; offsets and the text column
// of a dump are no data, also where only one of them is there.
func TestBytesAsToolsWriteThem(t *testing.T) {
	const want = "4500003c1c4640004006b1e6ac100a63ac100a0c"
	for name, text := range map[string]string{
		"Wireshark without text":  "0000   45 00 00 3c 1c 46 40 00 40 06 b1 e6 ac 10 0a 63\n0010   ac 10 0a 0c\n",
		"Wireshark with text":     "0000   45 00 00 3c 1c 46 40 00 40 06 b1 e6 ac 10 0a 63   E..<.F@.@......c\n0010   ac 10 0a 0c                                       ....\n",
		"one line of Wireshark":   "0000   45 00 00 3c 1c 46 40 00 40 06 b1 e6 ac 10 0a 63 ac 10 0a 0c",
		"xxd without text":        "00000000: 4500 003c 1c46 4000 4006 b1e6 ac10 0a63\n00000010: ac10 0a0c\n",
		"hexdump -C":              "00000000  45 00 00 3c 1c 46 40 00  40 06 b1 e6 ac 10 0a 63  |E..<.F@.@......c|\n00000010  ac 10 0a 0c                                       |....|\n00000014\n",
		"tcpdump -x":              "\t0x0000:  4500 003c 1c46 4000 4006 b1e6 ac10 0a63\n\t0x0010:  ac10 0a0c\n",
		"BitConverter":            "45-00-00-3C-1C-46-40-00-40-06-B1-E6-AC-10-0A-63-AC-10-0A-0C",
		"a byte order mark":       "\ufeff45 00 00 3c 1c 46 40 00 40 06 b1 e6 ac 10 0a 63 ac 10 0a 0c",
		"full-width blanks":       "45　00　00　3c　1c 46 40 00 40 06 b1 e6 ac 10 0a 63 ac 10 0a 0c",
		"no dump though it looks": "45 00 00 3c 1c 46 40 00 40 06 b1 e6 ac 10 0a 63\nac 10 0a 0c",
	} {
		data, ok := ReadBytes(text, InHex)
		if got := hex.EncodeToString(data); !ok || got != want {
			t.Errorf("%s: got %s, %v", name, got, ok)
		}
	}
}
