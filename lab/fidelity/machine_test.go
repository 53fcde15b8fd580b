package fidelity

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"stickylab/lab"
)

func TestReadMachine(t *testing.T) {
	sys := fstest.MapFS{
		"net/ipv4/tcp_rmem":               {Data: []byte("4096\t131072\t6291456\n")},
		"net/ipv4/tcp_congestion_control": {Data: []byte("cubic\n")},
	}
	env := lab.Env{OS: "linux", Kernel: "6.18"}
	m := ReadMachine(env, sys)
	if m.Env != env || m.CPUs < 1 {
		t.Errorf("got %+v with %d CPUs, want %+v with at least one", m.Env, m.CPUs, env)
	}
	want := map[string]string{"net.ipv4.tcp_rmem": "4096 131072 6291456", "net.ipv4.tcp_congestion_control": "cubic"}
	if len(m.Settings) != len(settings()) {
		t.Fatalf("%d settings, want all %d, known or not", len(m.Settings), len(settings()))
	}
	for _, s := range m.Settings {
		if s.Value != want[s.Name] {
			t.Errorf("%s: got %q, want %q", s.Name, s.Value, want[s.Name])
		}
	}
}

// On Linux the names must be those that the kernel has. A container may not
// show those of net.core, but shows its own of TCP.
func TestTheKernelKnowsTheSettings(t *testing.T) {
	m := ReadMachine(lab.Env{}, os.DirFS("/proc/sys"))
	if _, err := os.Stat("/proc/sys/net/ipv4/tcp_rmem"); err != nil {
		t.Logf("no settings of Linux here: %v", err)
		return
	}
	if m.MTU < 1500 {
		t.Errorf("loopback MTU %d, want the interface's", m.MTU)
	}
	for _, s := range m.Settings {
		if s.Value == "" && strings.HasPrefix(s.Name, "net.ipv4.") {
			t.Errorf("%s: the kernel has no such setting", s.Name)
		}
		if strings.ContainsAny(s.Value, "\t\n") {
			t.Errorf("%s: %q is not one line", s.Name, s.Value)
		}
	}
}
