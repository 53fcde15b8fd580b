package main

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stickylab/cmd/stickylab/class"
)

// Where the process may have few descriptors (getrlimit(2), RLIMIT_NOFILE), one client that
// opens connections and keeps them does not use them up: others connect and learn.
func TestFewDescriptorsKeepNobodyOut(t *testing.T) {
	const may, opens = "160", 400
	limited := filepath.Join(t.TempDir(), "limited")
	script := "#!/bin/sh\nulimit -n " + may + " && exec " + mustBuild(t, "stickylab", ".") + " \"$@\"\n"
	if err := os.WriteFile(limited, []byte(script), 0o700); err != nil { //nolint:gosec // it is a program
		t.Fatal(err)
	}
	p := mustServe(t, limited, "-capture", "off")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	from := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 66)}}
	for range opens {
		conn, err := from.DialContext(ctx, "tcp", p.address())
		if err != nil {
			t.Fatalf("the hostile client itself: %v", err)
		}
		t.Cleanup(func() { conn.Close() })
		_, _ = conn.Write([]byte("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")) // it may be closed for another one
	}
	student := class.NewStudent(p.base)
	defer student.CloseIdleConnections()
	if _, err := student.Learn(ctx); err != nil {
		t.Errorf("of %s descriptors one client took all: %v", may, err)
	}
	if said := p.end(); !strings.Contains(said, "limit=connections") {
		t.Errorf("no line of what was refused: %s", said)
	}
}
