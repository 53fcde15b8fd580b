package player

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

func TestFilesAreSentAndReceived(t *testing.T) {
	l := mustLab(t, session.Limits{Bytes: 64 << 20})
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	for _, size := range []int{0, 1, fileChunk, fileChunk + 1, script.MaxFile} {
		tr := mustRun(t, l, fmt.Sprintf(`unix stream
server:
    codec json "!I" max 1048576
    listen 5
    accept
    recv file by 65536
client:
    codec json "!I"
    connect
    send file "照片.jpg" %d
`, size))
		if tr.End.Reason != lab.EndDone {
			t.Fatalf("%d bytes: %+v", size, tr.End)
		}
		var file lab.SavedFile
		for _, e := range tr.Events {
			if e.Call == lab.CallDecode && e.Decode.Part == frame.PartFrame {
				file = *e.Saved
			}
		}
		if !file.OK || file.Size != size || file.Name != "照片.jpg" || len(file.MD5) != 32 {
			t.Errorf("%d bytes: %+v", size, file)
		}
	}
	if left, err := filepath.Glob(filepath.Join(temp, "*", "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
	l.Close()
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("%d entries left behind by the lab", len(left))
	}
}

func TestFilesOfAllRunsAreLimited(t *testing.T) {
	const script = `udp
probes off
client:
    codec json "!I"
    connect port 9
    try send file "a" 4000
    try send file "a" 5000
    try send file "b" 4999
    send file "c" 2
`
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	l := mustLab(t, session.Limits{FileBytes: 20_000})
	trace := mustRun(t, l, script)
	if want := (lab.End{Reason: lab.EndError, Detail: "client:9 encode limit"}); trace.End != want {
		t.Errorf("end %+v, want %+v: one client has half, and a file that is written anew counts once", trace.End, want)
	}
	t.Setenv("TMPDIR", filepath.Join(temp, "none"))
	l = mustLab(t, session.Limits{})
	trace = mustRun(t, l, script)
	if want := (lab.End{Reason: lab.EndError, Detail: "client:6 encode " + lab.ErrNoFolder}); trace.End != want {
		t.Errorf("end %+v, want %+v", trace.End, want)
	}
	for _, e := range trace.Events {
		if strings.Contains(e.Text, temp) {
			t.Errorf("event %d names a folder of the host: %s", e.Seq, e.Text)
		}
	}
}

// A peer has so many files, whoever names them; one that is written anew is no other.
func TestFilesOfAPeerAreLimited(t *testing.T) {
	l := mustLab(t, session.Limits{})
	sends := "udp\nprobes off\nclient:\n    codec json \"!I\"\n    connect port 9\n"
	for i := range maxFiles {
		sends += fmt.Sprintf("    try send file \"f%d\" 1\n", i)
	}
	again := mustRun(t, l, sends+"    try send file \"f0\" 1\n")
	if again.End.Reason != lab.EndDone {
		t.Errorf("%d files: %+v", maxFiles, again.End)
	}
	more := mustRun(t, l, sends+"    send file \"more\" 1\n")
	if want := (lab.End{Reason: lab.EndError, Detail: fmt.Sprintf("client:%d encode limit", maxFiles+6)}); more.End != want {
		t.Errorf("one more: %+v, want %+v", more.End, want)
	}
}

// A peer keeps apart what so many senders of datagrams sent.
func TestDecodersOfAPeerAreLimited(t *testing.T) {
	l := mustLab(t, session.Limits{})
	script := func(senders int) string {
		text := fmt.Sprintf("udp\nprobes off\nserver:\n    codec line\n    bind\n    set rcvbuf 200000\n    loop %d:\n        recv frame\nclient:\n", senders)
		for i := range senders {
			text += fmt.Sprintf("    bind port %d\n    send \"x\\n\" to port 8080\n    close\n", 9000+i)
		}
		return text
	}
	if tr := mustRun(t, l, script(maxDecoders)); tr.End.Reason != lab.EndDone {
		t.Errorf("%d senders: %+v", maxDecoders, tr.End)
	}
	if tr := mustRun(t, l, script(maxDecoders+1)); tr.End.Reason != lab.EndError || tr.End.Detail != "server:8 decode limit" {
		t.Errorf("one more: %+v", tr.End)
	}
}

func TestFilesThatAreNotTaken(t *testing.T) {
	l := mustLab(t, session.Limits{})
	for header, want := range map[string]string{
		`{"name":"../../etc/passwd","size":2}`: "name",
		`{"name":"/etc/passwd","size":2}`:      "name",
		`{"size":2}`:                           "name",
		`{"name":7,"size":2}`:                  "name",
		`{"name":"a","size":2}`:                "md5",
		`{"name":"a","size":2,"md5":"ffff"}`:   "md5",
		`{"name":"a","size":-1}`:               "negative",
		`{"name":"a","size":4000000000}`:       "too-long",
		`{"name":"a","size":"2"}`:              "json",
		`{"name":"a"}`:                         "json",
		`GET / HTTP/1.1`:                       "json",
		`{"name":"a","size":3}`:                "truncated",
	} {
		tr := mustRun(t, l, fmt.Sprintf(`tcp
server:
    codec json "!I"
    listen 5
    accept
    recv file
client:
    connect
    send pack "!I" %d + %s + "xy"
    close
`, len(header), script.Quote([]byte(header))))
		if tr.End.Reason != lab.EndError || tr.End.Detail != "server:6 decode "+want {
			t.Errorf("%s: %+v, want %s", header, tr.End, want)
		}
	}
}
