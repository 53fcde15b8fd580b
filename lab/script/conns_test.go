package script

import (
	"strings"
	"testing"

	"stickylab/lab"
)

const twoClients = `tcp
server:
    listen 5
    accept as a
    accept as b
    recv 10 from a
    recv exactly 4 from b
    codec length "!I"
    recv frame by 5 from a
    send "to a" to a
    sendall "to b" more to b
    send frame same to b
    close a
    loop 2:
        accept as a
        close a
    close
client:
    connect as up
    connect port 8080 as down
    recv 4 from up
    close down
`

// TestConnectionsHaveNames: what names say is printed as it was written.
func TestConnectionsHaveNames(t *testing.T) {
	if got := Print(mustParse(t, twoClients)); got != twoClients {
		t.Errorf("printed as\n%s", got)
	}
}

// TestDatagramsHaveNoNames: carried over to datagrams, a peer with named
// connections answers whoever wrote last.
func TestDatagramsHaveNoNames(t *testing.T) {
	streams := strings.NewReplacer("    sendall \"to b\" more to b\n", "", "    recv exactly 4 from b\n", "")
	e, err := As(mustParse(t, streams.Replace(twoClients)), lab.UDP)
	if err != nil {
		t.Fatal(err)
	}
	got := Print(e)
	for _, want := range []string{"    recv 10\n", "    recv frame by 5\n", `    send "to a" to sender` + "\n", "    connect\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
