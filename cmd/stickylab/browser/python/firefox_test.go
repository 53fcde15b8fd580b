package python

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab/students"
)

// inFirefox are the programs that run there, too, one of each kind. Those of byRequests run
// once more with requests that block in place of calls that wait.
var (
	inFirefox = []string{
		"01-lecture-echo", "02-lecture-sticky-1", "05-lecture-udp", "08-remote-command", "12-threading-server", "17-select",
		"30-http-server", "43-guess-number", "50-wrong-struct", "67-threads-and-queue",
	}
	byRequests = []string{"01-lecture-echo", "02-lecture-sticky-1", "17-select", "43-guess-number"}
)

// TestProgramsOfStudentsInFirefox holds what programs print in Firefox to what CPython
// prints here, byte for byte.
func TestProgramsOfStudentsInFirefox(t *testing.T) {
	cases, err := students.All()
	if err != nil {
		t.Fatal(err)
	}
	base := browser.Build(t).Serve(t, "-python", mustKit(t))
	firefox := browser.NewFirefox(t)
	for mode, names := range map[string][]string{"jspi": inFirefox, "xhr": byRequests} {
		firefox.Open(base + "/python?start=echo&lang=en&calls=" + mode)
		firefox.Until(`document.querySelector("[data-warm]") !== null || document.querySelector("[data-state]").textContent.includes("could not")`, startTime)
		for _, name := range names {
			t.Run(mode+"/"+name, func(t *testing.T) {
				i := slices.IndexFunc(cases, func(c students.Case) bool { return c.Name == name })
				if i < 0 {
					t.Fatal("there is no such program")
				}
				given, err := json.Marshal(cases[i].Files)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				firefox.Await(fmt.Sprintf("(%s)(%s, %t, %d)", strings.TrimSpace(playCase), given, cases[i].GoesOn, caseTime.Milliseconds()), &got)
				compare(t, mode+" "+name, cases[i], got, native(t, cases[i]).said)
			})
		}
	}
}
