package player_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/session"
)

// byLuck are the lessons whose receives differ from run to run.
var byLuck = map[string]string{
	"as-written":       "its point is that the outcome is luck",
	"small-sends":      "how many bytes a receive gets is the kernel's",
	"flood":            "how many bytes a receive gets is the kernel's",
	"nodelay":          "how many bytes a receive gets is the kernel's",
	"nonblocking-send": "how many bytes a send takes is the kernel's",
	"answer-and-close": "how many bytes arrive before the reset is the kernel's",
	"one-million":      "how many bytes a receive gets is the kernel's",
	"json-header-file": "how many bytes a receive gets is the kernel's",
	"udp-fifty":        "how many datagrams there is room for is the kernel's",
}

// The programs that a lesson's page has for taking away do what its run does, which
// the lesson's claims are held against. The server is started first, and nobody but the
// programs themselves keeps their order: one lesson after another at the same port, as a
// class goes through them, and each twice; the versions of CPython at hand take turns.
func TestProgramsToTakeAway(t *testing.T) {
	pythons := mustPythons(t)
	runner := session.New(session.Limits{RunsPerClient: 1000})
	t.Cleanup(runner.Close)
	parts := map[int][]course.Lesson{}
	for _, lesson := range course.Shipped().All() {
		if byLuck[lesson.Slug] == "" {
			parts[lesson.Part] = append(parts[lesson.Part], lesson)
		}
	}
	for number, lessons := range parts {
		t.Run(fmt.Sprintf("part %d", number), func(t *testing.T) {
			t.Parallel()
			takeAway(t, runner, pythons, lessons)
		})
	}
}

// takeAway goes through lessons at one address.
func takeAway(t *testing.T, runner *session.Lab, pythons []string, lessons []course.Lesson) {
	address := localAddress()
	for n, lesson := range lessons {
		t.Run(lesson.Slug, func(t *testing.T) {
			e := lesson.Experiment
			want := callsOf(mustTrace(t, runner, e), e)
			at := place{"", t.TempDir(), address, regexp.MustCompile(`^(print|setsockopt) `)} // what they do for those who run them
			for i := range want {
				want[i] = slices.DeleteFunc(want[i], at.leftOut.MatchString)
			}
			if text, ok := export.Sync(e, "zh"); ok {
				mustWrite(t, filepath.Join(at.folder, export.SyncFile), text)
			}
			for again := range 2 {
				at.python = pythons[(2*n+again)%len(pythons)]
				t.Logf("run by %s", at.python)
				mustBeAlike(t, e, callsOfPrograms(t, at, export.Runnable(e, "zh"), want), want)
			}
		})
	}
}

// mustPythons lists the versions of CPython 3 that are at hand: python3, those that PATH
// has by their numbers, and those of pyenv.
func mustPythons(t *testing.T) []string {
	t.Helper()
	candidates := []string{"python3"}
	folders := filepath.SplitList(os.Getenv("PATH"))
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, filepath.Join(home, ".pyenv", "versions", "3.*", "bin"))
	}
	for _, folder := range folders {
		numbered, err := filepath.Glob(filepath.Join(folder, "python3.[0-9]*"))
		if err != nil {
			t.Fatal(err)
		}
		candidates = append(candidates, slices.DeleteFunc(numbered, func(path string) bool { return strings.HasSuffix(path, "-config") })...)
	}
	var found []string
	versions := map[string]bool{}
	for _, python := range candidates {
		version, err := exec.CommandContext(t.Context(), python, "-c", "import sys; print(sys.version_info[:2])").Output()
		if err == nil && !versions[string(version)] { // of pyenv, PATH may have names that run nothing
			versions[string(version)] = true
			found = append(found, python)
		}
	}
	if len(found) == 0 {
		t.Fatal("no python3: make system installs it")
	}
	return found
}

// mustBeAlike fails where the calls of Python programs and of a run of the lab differ.
func mustBeAlike(t *testing.T, e lab.Experiment, got, want [][]string) {
	t.Helper()
	for i, peer := range e.Peers {
		if a, b := byStrand(got[i]), byStrand(want[i]); a != b {
			t.Errorf("%s in Python\n%s\nin the lab\n%s", peer.Name, a, b)
		}
	}
}

func mustWrite(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// localAddress is one that no other test uses.
func localAddress() string {
	return fmt.Sprintf("127.%d.%d.%d", 200+rand.IntN(50), rand.IntN(256), 1+rand.IntN(254))
}
