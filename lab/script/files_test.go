package script

import (
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
)

const ownFiles = "tcp\na:\n    connect\n    loop 2:\n        try send pack \"!H\" len + file \"a.bin\"\n    send file \"b.bin\" + \"x\"\n    codec json \"!I\"\n    send file \"c.bin\" 10\n"

// The files that somebody brings go where they are named, in loops and behind try, and
// a file that the lab makes is none of them.
func TestFilesOfOnesOwn(t *testing.T) {
	e := mustParse(t, ownFiles)
	if got := Files(e); !reflect.DeepEqual(got, []string{"a.bin", "b.bin"}) || Print(e) != ownFiles {
		t.Fatalf("it names %v\n%s", got, Print(e))
	}
	given, err := WithFiles(e, map[string][]byte{"a.bin": []byte("A"), "b.bin": {}})
	if err != nil {
		t.Fatal(err)
	}
	send := given.Peers[0].Steps[1].Do.(lab.Loop).Body[0].Do.(lab.Try).Do.(lab.Send)
	if got := send.Terms[1].(lab.FileBytes); string(got.Bytes) != "A" {
		t.Errorf("got %+v", got)
	}
	if got := e.Peers[0].Steps[1].Do.(lab.Loop).Body[0].Do.(lab.Try).Do.(lab.Send).Terms[1].(lab.FileBytes); got.Bytes != nil {
		t.Error("the experiment itself was changed")
	}
	for key, files := range map[string]map[string][]byte{
		"no-file": {"b.bin": nil},
		"payload": {"a.bin": make([]byte, MaxPayload+1), "b.bin": nil},
	} {
		_, err := WithFiles(e, files)
		if wrong := asError(err); wrong == nil || wrong.key != key || wrong.Line != 5 || strings.Contains(wrong.In("zh"), "{") {
			t.Errorf("got %v, want %s in line 5", err, key)
		}
	}
}
