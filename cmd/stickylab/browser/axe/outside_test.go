package axe

import (
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"stickylab/cmd/stickylab/browser"
)

// outside is the bench with a program of one's own at the door: before it comes, while it
// is waited for, and the page of the run that it took part in.
func outside(p *browser.Tab, lang string, look looks) {
	p.Open("/script?lang=" + lang + "&text=" + url.QueryEscape("tcp\nserver:\n    listen 5\n    accept\n    recv 1024\n    send upper\n    close\nclient outside\n"))
	p.Until("the page is alive", alive)
	look("before the run")
	command := strings.Fields(p.Text("[data-door-command]")[0])
	p.Click("[data-run]")
	p.Until("the server waits", `document.querySelector('[data-tab="events"] [data-count]')?.textContent === "4"`)
	look("it waits")
	client, err := net.Dial("tcp4", net.JoinHostPort(command[1], command[2]))
	if err != nil {
		p.T.Fatal(err)
	}
	defer func() { _ = client.Close() }()
	if _, err := client.Write([]byte("hello")); err != nil {
		p.T.Fatal(err)
	}
	if got, err := io.ReadAll(client); string(got) != "HELLO" {
		p.T.Errorf("the server answers %q, %v", got, err)
	}
	p.Until("the run has ended", `document.querySelector("[data-stop]")?.getAttribute("aria-disabled") !== "false"`)
	p.Open("/runs/" + p.RunID() + "?lang=" + lang)
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Until("it says what was not seen", `document.querySelector("[data-door]") && !document.querySelector("[data-door-command]")`)
	look("its run")
}

// tapped relays a frame by stickylab tap, and returns the address of its page in two parts.
func tapped(t *testing.T, program browser.Program) (base, path string) {
	t.Helper()
	server, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	said, err := os.Create(filepath.Join(t.TempDir(), "said"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = said.Close() })
	tap := exec.Command(string(program), "tap", "-listen", "127.0.0.1:0", "-sizes", "1,8", "-codec", `length "!I"`, "127.0.0.1:0", server.Addr().String())
	tap.Stdout, tap.Stderr = said, said
	if err := tap.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tap.Process.Signal(syscall.SIGTERM); _ = tap.Wait() })
	until := func(pattern string) []string {
		t.Helper()
		re := regexp.MustCompile(pattern)
		for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			text, _ := os.ReadFile(said.Name()) // it is there
			if found := re.FindStringSubmatch(string(text)); found != nil {
				return found
			}
		}
		t.Fatalf("no %s", pattern)
		return nil
	}
	page := until(`(?m)^(http://127\.0\.0\.1:\d+)(/runs/\w+)$`)
	client, err := net.Dial("tcp4", until(`(127\.0\.0\.1:\d+) → `)[1])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = client.Close() }()
	if _, err := client.Write([]byte("\x00\x00\x00\x05hello")); err != nil {
		t.Fatal(err)
	}
	c, err := server.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := io.ReadFull(c, make([]byte, 9)); err != nil {
		t.Fatal(err)
	}
	return page[1], page[2]
}

// aTap holds the page of a tap to the rules.
func aTap(t *testing.T, program browser.Program) {
	base, path := tapped(t, program)
	chromium := browser.New(t)
	for _, lang := range []string{"zh", "en"} {
		p := browser.NewTab(t, chromium, base)
		axe := browser.NewAxe(t)
		p.Open(path + "?lang=" + lang)
		p.Until("it says what is seen from the middle", `document.querySelector("[data-tap]")`)
		p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
		axe.Look(p, lang, "a tap")
		axe.Report(t)
	}
}
