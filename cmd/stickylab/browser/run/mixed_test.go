package run

import (
	"net/url"
	"strings"
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// mixedScript has a TCP connection and, beside it, datagrams.
const mixedScript = `tcp
server:
    listen 5
    accept
    wait client send 2
    sleep 20ms
    recv 10
    close
client:
    connect
    wait server accept
    send "hello"
    send "feng"
    close
clock udp:
    bind port 9000
    wait asker send 2
    recv 10
    recv 2
asker udp:
    wait clock bind
    send "hello" to port 9000
    send "feng" to port 9000
`

// mixed runs TCP and UDP in one run: joined here, cut there, in one table and
// one picture, and again when the run is opened later.
func mixed(t *testing.T, p *browser.Tab) {
	p.Open("/script?lang=en&text=" + url.QueryEscape(mixedScript))
	p.Run()
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	told := strings.Join(p.Text("[data-stage] [data-told] .told-row"), "\n")
	for _, words := range []string{"Joined in the receive queue", "clock"} {
		if !strings.Contains(told, words) {
			t.Errorf("the run says nothing of %q:\n%s", words, told)
		}
	}
	const row = `[...document.querySelectorAll("[data-table] tbody tr")].some((row) => row.textContent.includes(%s) && row.dataset.verdict.includes(%s))`
	has := func(call, verdict string) string {
		return strings.Replace(strings.Replace(row, "%s", browser.Quote(call), 1), "%s", browser.Quote(verdict), 1)
	}
	p.Click(`[data-tab="events"]`)
	p.Until("a receive of the stream is joined", has("hellofeng", "coalesced"))
	p.Until("a datagram is whole", has("recvfrom", "exact"))
	p.Until("a datagram is cut", has("recvfrom", "truncated"))
	p.Open("/runs/" + p.RunID() + "?lang=en")
	p.Until("the stored run is drawn", browser.Drawn("[data-stage]"))
	if facts := strings.Join(p.Text("dl dd"), "|"); !strings.Contains(facts, "tcp · udp") {
		t.Errorf("the run's facts name no two transports: %s", facts)
	}
}
