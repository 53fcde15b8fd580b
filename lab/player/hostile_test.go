package player

import (
	"fmt"
	"runtime"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/session"
)

// hostile is a server with a codec that reads frames until something stops it,
// and a client that does its worst.
func hostile(limit, codec, worst string) string {
	return fmt.Sprintf(`tcp
probes off
limit %s
server:
    codec %s
    listen 5
    accept
    loop until empty:
        recv frame by 65536
client:
    connect
%s`, limit, codec, worst)
}

func TestHostilePeersEndInANamedError(t *testing.T) {
	l := mustLab(t, session.Limits{})
	for name, c := range map[string]struct{ codec, worst, end string }{
		"4 GB announced":            {`length "!I"`, `    send "\xff\xff\xff\xffGET "`, "error server:9 decode too-long"},
		"someone's text":            {`length "!I"`, `    send "GET / HTTP/1.1\r\n"`, "error server:9 decode too-long"},
		"a negative length":         {`length "!i"`, `    send pack "!i" -1`, "error server:9 decode negative"},
		"a negative rest":           {`length "!I" adjust -4`, `    send pack "!I" 3`, "error server:9 decode short"},
		"all of 4 GB, skipped":      {`length "!I" max 100 late`, "    send pack \"!I\" 4294967295\n    loop:\n        send \"x\" * 500000", "limit bytes"},
		"a varint without an end":   {`varint`, `    send "\x80" * 100000`, "error server:9 decode varint"},
		"a line without an end":     {`line max 1000`, "    loop:\n        send \"x\" * 500", "error server:9 decode no-delimiter"},
		"one that is skipped":       {`line max 1000 late`, "    loop:\n        send \"x\" * 500000", "limit bytes"},
		"frames without an end":     {`length "B"`, "    loop:\n        send \"\\0\" * 50000", "limit events"},
		"a byte now and then":       {`length "!I"`, "    loop:\n        send \"\\0\" cut each 1\n        sleep 20ms", "limit limit"},
		"leaves in the middle":      {`length "!I"`, `    send "\0\0\0\x05hell"`, "error server:9 decode truncated"},
		"leaves in the header":      {`length "!I"`, `    send "\0\0"`, "error server:9 decode truncated"},
		"JSON that is none":         {`json "!I"`, `    send pack "!I" len + "{]"`, "error server:9 decode json"},
		"a JSON header of 4 GB":     {`json "!I"`, `    send "\xff\xff\xff\xff"`, "error server:9 decode too-long"},
		"a body of 1 TB":            {`json "!I"`, `    send pack "!I" len + "{\"size\":1099511627776}"`, "error server:9 decode too-long"},
		"resets in the middle":      {`length "!I"`, "    set linger 0\n    send \"\\0\\0\"\n    wait server recv\n    close", "error server:9 recv ECONNRESET"},
		"says nothing, stays there": {`length "!I"`, "    recv 1", "limit limit"},
	} {
		limit := "15s"
		if c.end == "limit limit" {
			limit = "300ms"
		}
		tr := mustRun(t, l, hostile(limit, c.codec, c.worst+"\n"))
		if got := tr.End.Reason + " " + tr.End.Detail; got != c.end {
			t.Errorf("%s: the run ended with %q, want %q", name, got, c.end)
		}
	}
}

func mustCodec(t *testing.T, spec string) lab.Codec {
	t.Helper()
	c, err := frame.Parse(spec)
	if err != nil {
		t.Fatal(err)
	}
	return lab.Codec{Codec: c}
}

// A decoder keeps less than a frame, however much it is sent.
func TestHostilePeersCostBoundedMemory(t *testing.T) {
	for _, codec := range []string{`length "!I" max 1000 late`, `line max 1000 late`} {
		p := &program{}
		if err := p.useCodec(mustCodec(t, codec)); err != nil {
			t.Fatal(err)
		}
		d, err := newDecoder(p.framing.codec)
		if err != nil {
			t.Fatal(err)
		}
		piece := make([]byte, 64<<10)
		for i := range piece {
			piece[i] = 0xff
		}
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		for i := range int64(2000) { // 128 MB
			d.feed(piece, i*int64(len(piece)))
			if _, _, err := d.Next(); err != nil && i > 0 {
				t.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > 1<<20 || len(d.spans) > 1 || len(d.Rest()) > len(piece) {
			t.Errorf("%s: %d bytes more in use, %d spans, %d bytes not taken", codec, kept, len(d.spans), len(d.Rest()))
		}
		runtime.KeepAlive(d)
	}
}
