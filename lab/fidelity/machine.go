package fidelity

import (
	"io/fs"
	"net"
	"runtime"
	"strings"

	"stickylab/lab"
)

// settings are the values of sysctl(8) that decide what runs show: the size of
// the queues, when bytes leave, and who is let in. See tcp(7), socket(7),
// udp(7), unix(7) and listen(2).
func settings() []string {
	return []string{
		"net.ipv4.tcp_rmem",
		"net.ipv4.tcp_wmem",
		"net.core.rmem_default",
		"net.core.wmem_default",
		"net.core.rmem_max",
		"net.core.wmem_max",
		"net.ipv4.tcp_moderate_rcvbuf",
		"net.ipv4.tcp_congestion_control",
		"net.ipv4.tcp_autocorking",
		"net.ipv4.tcp_limit_output_bytes",
		"net.ipv4.tcp_min_tso_segs",
		"net.ipv4.tcp_early_retrans",
		"net.core.somaxconn",
		"net.ipv4.tcp_max_syn_backlog",
		"net.ipv4.tcp_abort_on_overflow",
		"net.unix.max_dgram_qlen",
	}
}

// ReadMachine reads the kernel's settings from sys, which is /proc/sys on
// Linux (proc(5)). What is not there, as on other systems and in some
// containers, is left empty.
func ReadMachine(env lab.Env, sys fs.FS) lab.Machine {
	m := lab.Machine{Env: env, CPUs: runtime.NumCPU(), MTU: loopbackMTU()}
	for _, name := range settings() {
		m.Settings = append(m.Settings, lab.Setting{Name: name, Value: readSetting(sys, name)})
	}
	return m
}

func readSetting(sys fs.FS, name string) string {
	text, err := fs.ReadFile(sys, strings.ReplaceAll(name, ".", "/"))
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// loopbackMTU gives 0 where no loopback interface can be asked.
func loopbackMTU() int {
	interfaces, err := net.Interfaces()
	if err != nil {
		return 0
	}
	for _, i := range interfaces {
		if i.Flags&net.FlagLoopback != 0 {
			return i.MTU
		}
	}
	return 0
}
