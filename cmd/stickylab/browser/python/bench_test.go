package python

import (
	_ "embed"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab/ratio"
	"stickylab/lab/students"
)

//go:embed testdata/starts.js
var startInterpreters string

// An interpreter from the snapshot, beside one that loads Python anew: in turn, in the frame
// of the page, until each says that it is ready.
func BenchmarkRatioPythonStart(b *testing.B) {
	base := browser.Build(b).Serve(b, "-python", mustKit(b))
	p := browser.NewTab(b, browser.New(b), base)
	p.Open("/python?start=echo&lang=en")
	ready(p)
	browser.Await[bool](p, startInterpreters)
	start := func(way string) func() float64 {
		return func() float64 { return browser.Await[float64](p, `window.interpreters(`+strconv.Quote(way)+`)`) }
	}
	ratio.InTurn(7, start("snapshot"), start("plain")).Report(b, "ms", ratio.AtMost(0.5))
}

// timedCalls prints the median of what a call takes that does nothing in the kernel but
// answer, in microseconds.
const timedCalls = `
import socket, time
s = socket.socket()
took = []
for _ in range(500):
    began = time.perf_counter()
    s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE)
    took.append(time.perf_counter() - began)
print(int(sorted(took)[250] * 1e9))
s.close()
`

// A call of a program on the page, beside the same in the python3 of this machine.
func BenchmarkRatioPythonCall(b *testing.B) {
	base := browser.Build(b).Serve(b, "-python", mustKit(b))
	chromium := browser.New(b)
	for _, mode := range []string{"jspi", "xhr"} {
		b.Run(mode, func(b *testing.B) {
			p := browser.NewTab(b, chromium, base, "/beat")
			p.Open("/python?start=echo&lang=en&calls=" + mode)
			ready(p)
			one := students.Case{Files: []students.File{{Name: "server.py", Text: timedCalls}}}
			here := func() float64 {
				said := played(p, one, caseTime)
				if said == nil {
					b.Fatal("the program did not end")
				}
				return msOf(b, said[0])
			}
			alone := func() float64 {
				said, err := exec.Command(newest().path, "-c", timedCalls).Output()
				if err != nil {
					b.Fatal(err)
				}
				return msOf(b, string(said))
			}
			target := ratio.OursAtMost(2)
			if mode == "xhr" {
				target = ratio.OursAtMost(7)
			}
			ratio.InTurn(5, here, alone).Report(b, "p50-ms", target)
		})
	}
}

func msOf(b *testing.B, printed string) float64 {
	b.Helper()
	var ns float64
	if _, err := fmt.Sscan(strings.TrimSpace(printed), &ns); err != nil {
		b.Fatalf("%q: %v", printed, err)
	}
	return ns / 1e6
}
