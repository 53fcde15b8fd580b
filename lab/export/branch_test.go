package export

import (
	"strings"
	"testing"
)

// A name that some ways through an if left open is free again behind its close, and not
// before it.
func TestNamesBehindAnIf(t *testing.T) {
	const text = `tcp
server:
    listen 5
    accept as a
    accept as b
    accept
    if 1 == 1:
        close
        close a
    close b
    accept as b
    accept
`
	source := Python(mustParse(t, text))[0].Source()
	if got := strings.Count(source, "b, addr = server.accept()"); got != 2 {
		t.Errorf("b is accepted %d times, want 2 in\n%s", got, source)
	}
	if !strings.Contains(source, "conn2, addr = server.accept()") {
		t.Errorf("a connection that may be open loses its name in\n%s", source)
	}
}
