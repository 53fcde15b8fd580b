package main

import (
	"bytes"
	"errors"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
)

// The ports of lessons that another program has are said at start in one line: who has
// them, what that means, what to do.
func TestTakenPortsAreSaid(t *testing.T) {
	lessons := course.Shipped().All()
	if ports := portsOf(lessons); !slices.Equal(ports, []int{8080, 9001, 9002}) {
		t.Errorf("the lessons bind %v", ports)
	}
	has := map[lab.Transport]map[int]string{lab.TCP: {8080: "nginx (pid 12)"}, lab.UDP: {9002: ""}}
	taken := func(t lab.Transport, port int) (string, bool) {
		who, is := has[t][port]
		return who, is
	}
	for lang, want := range map[string][]string{
		"en": {"nginx (pid 12) has TCP port 8080 at every address", "some program (the lab may not see which) has UDP port 9002", "stop that program"},
		"zh": {"nginx (pid 12)在本机所有地址上占着 TCP 端口 8080", "有一个程序（看不到是哪一个）在本机所有地址上占着 UDP 端口 9002", "先停掉那个程序"},
	} {
		var said bytes.Buffer
		p := program{err: &said, lang: lang}
		p.sayTaken(lessons, taken)
		for _, part := range want {
			if !strings.Contains(said.String(), part) {
				t.Errorf("%s: %q, want %q", lang, said.String(), part)
			}
		}
		if strings.Count(said.String(), "\n") != 1 {
			t.Errorf("%s: %q, want one line", lang, said.String())
		}
		said.Reset()
		p.sayTaken(lessons, func(lab.Transport, int) (string, bool) { return "", false })
		if said.Len() > 0 {
			t.Errorf("with every port free: %q", said.String())
		}
	}
}

// What is said of a port that another program has is said when the lab starts.
func TestAPortThatIsTakenIsSaidAtStart(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(asProgram, "1")
	listener, err := net.Listen("tcp4", "0.0.0.0:9001")    // of a lesson over UDP: no other test needs it
	if err != nil && !errors.Is(err, syscall.EADDRINUSE) { // else it is taken as well
		t.Fatal(err)
	}
	if err == nil {
		defer listener.Close()
	}
	if said := mustServe(t, self).end(); !strings.Contains(said, "has TCP port 9001 at every address") {
		t.Errorf("at start it said %q", said)
	}
}
