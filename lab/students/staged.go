package students

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Staged is a case in a folder of its own, on a port of its own: the runs of all tests go on
// beside each other.
type Staged struct {
	Case
	Folder, Port string
}

// Stage writes the programs of a case, and what is typed into each as PROGRAM.in, to an
// empty folder.
func Stage(c Case, folder string) (Staged, error) {
	port := FreePort()
	for _, f := range c.Files {
		for name, text := range map[string]string{f.Name: f.At(port), f.Name + ".in": f.Typed} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
				return Staged{}, err
			}
		}
	}
	return Staged{c, folder, port}, nil
}

// taken keeps the ports that were given out: each is the name of a socket, so that none is
// given out twice, by tests that run in another process neither.
var taken struct {
	mu   sync.Mutex
	held []net.Listener
}

// FreePort is a port that nobody listens on and no other test has, with as many digits as
// Port, for messages that have it in their text: below those that the kernel gives to clients.
func FreePort() string {
	taken.mu.Lock()
	defer taken.mu.Unlock()
	for {
		port := 2000 + rand.IntN(8000)
		mine, err := net.ListenUnix("unix", &net.UnixAddr{Net: "unix", Name: fmt.Sprintf("@stickylab-test-port-%d", port)})
		if err != nil {
			continue
		}
		l, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
		if err != nil {
			_ = mine.Close()
			continue
		}
		_ = l.Close()
		taken.held = append(taken.held, mine)
		return strconv.Itoa(port)
	}
}

var ports = regexp.MustCompile(`\b[1-6]\d{4}\b`)

// Printed is what the programs printed to PROGRAM.out, without what is luck: ports, how
// often a loop turns, how far a program came that goes on.
func (s Staged) Printed() ([]string, error) {
	var all []string
	for i, f := range s.Files {
		if s.GoesOn && i == 0 {
			continue
		}
		text, err := os.ReadFile(filepath.Join(s.Folder, f.Name+".out"))
		if err != nil {
			return nil, err
		}
		one := strings.ReplaceAll(strings.ReplaceAll(string(text), s.Folder, ""), s.Port, Port)
		all = append(all, strings.Join(slices.Compact(strings.Split(ports.ReplaceAllString(one, "PORT"), "\n")), "\n"))
	}
	if s.byLuck() {
		return together(all), nil
	}
	return all, nil
}

// byLuck: how much a receive takes is luck, and the programs print it.
func (c Case) byLuck() bool {
	return slices.Contains([]string{"02-lecture-sticky-1", "03-lecture-sticky-2", "08-remote-command"}, c.Name)
}

// together leaves away how the bytes were cut.
func together(printed []string) []string {
	var all []string
	for _, text := range printed {
		all = append(all, strings.NewReplacer("----->", "", "\n", "", " ", "").Replace(text))
	}
	return all
}
