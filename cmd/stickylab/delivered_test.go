package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// delivering are codecs whose programs get other bytes than those between header
// and end, each with a message.
var delivering = map[string]string{
	`length "!H" strip 0`:               "hello",
	`length "!H" strip 4`:               "hello",
	`length "<3" adjust 1 strip 4`:      "\x00hello",
	`length "B" offset 2 strip 0`:       "hello",
	`delimiter "|" escape "\\"`:         `a|b\c`,
	`delimiter "|" keep`:                "ab",
	`websocket mask "\x01\x02\x03\xff"`: "hello",
	`http chunked`:                      "hello",
	`fixed 8 pad "."`:                   "hello",
	`json "!I"`:                         "hello",
}

// The row of a frame says what the program got of it, for every codec: the same
// as it sends on with send same. So it does when the run is opened from a file.
func TestRowsSayWhatProgramsGot(t *testing.T) {
	for _, k := range frame.Kinds() {
		delivering[k.Usual()] = "hello"
	}
	delivering["braces"] = `{"hello": 1}`
	for codec, message := range delivering {
		file := call(t, "en", fmt.Sprintf(`tcp
server:
    codec %s
    listen 1
    accept
    recv frame
    send same
client:
    codec %[1]s
    connect
    send frame %s
    recv 1000
`, codec, script.Quote([]byte(message))), "run", "-", "-format", "json").out
		var run struct {
			Events []struct {
				Call string
				Data []byte
			}
		}
		if err := json.Unmarshal([]byte(file), &run); err != nil {
			t.Fatalf("%s: %v\n%s", codec, err, file)
		}
		want := ""
		for _, e := range run.Events {
			if e.Call == "recv" { // the last one is that of the client
				want = lab.Bytes(e.Data)
			}
		}
		table := call(t, "en", file, "replay", "-", "-format", "text").out
		row := regexp.MustCompile(`(?m)^.* decode .*frame complete.*$`).FindString(table)
		if want == "b''" || !strings.Contains(row, "  "+want+"  ") {
			t.Errorf("%s: the program got %s, the row is\n%s", codec, want, row)
		}
	}
}
