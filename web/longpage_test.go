package web

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

// capturedLog is an ended run of that many sends and receives, each send with a
// segment that carries it and one that acknowledges it.
func capturedLog(pairs int) *record.Log {
	log := newLog()
	log.Pair(2, 3)
	for i := range pairs {
		log.Append(new(sent(i, 16)))
		e := sent(i, 16)
		e.Peer, e.Conn, e.Call, e.Start, e.End = 0, 3, lab.CallRecv, e.Start+600, e.End+300
		log.Append(&e)
		log.Segment(lab.Segment{At: int64(i)*1000 + 100, From: 2, To: 3, Flags: lab.PSH | lab.ACK, Seq: int64(16 * i), Len: 16, Count: 1})
		log.Segment(lab.Segment{At: int64(i)*1000 + 200, From: 3, To: 2, Flags: lab.ACK, Ack: int64(16*i + 16), Count: 1})
	}
	log.End(lab.End{Reason: lab.EndDone})
	return log
}

// maxRunPage is the most HTML that the page of a run may be, however long the
// run.
const maxRunPage = 200_000

func TestThePageOfALongRunIsShort(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	runner.add("long", capturedLog(24_000))
	for _, path := range []string{"/runs/long", "/runs/long?from=47901&segment=47951"} {
		if w := ask(s, http.MethodGet, path, ""); w.Code != http.StatusOK || w.Body.Len() > maxRunPage {
			t.Errorf("%s: status %d, %d bytes, want at most %d", path, w.Code, w.Body.Len(), maxRunPage)
		}
	}
}

// Without scripting the links lead through all events and all segments.
func TestLinksLeadThroughAllRows(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	runner.add("some", capturedLog(130))
	next := regexp.MustCompile(`rel="next" href="([^"]*)"`)
	row := regexp.MustCompile(`<tr data-seq="(\d+)"`)
	const want = 260
	for table, name := range []string{"events", "segments"} {
		seen, path := 0, "/runs/some"
		for path != "" {
			body := ask(s, http.MethodGet, path, "").Body.String()
			tables := strings.Split(body, "<tbody>")[1:]
			for _, match := range row.FindAllStringSubmatch(tables[table], -1) {
				if seen++; match[1] != strconv.Itoa(seen) {
					t.Fatalf("%s: row %s follows row %d", name, match[1], seen-1)
				}
			}
			path = ""
			events, segments, _ := strings.Cut(body, "data-segments-card")
			if link := next.FindStringSubmatch([]string{events, segments}[table]); link != nil {
				path = strings.ReplaceAll(link[1], "&amp;", "&")
			}
		}
		if seen != want {
			t.Errorf("%s: %d rows, want %d", name, seen, want)
		}
	}
}
