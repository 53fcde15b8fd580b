package view

import (
	"html"
	"strings"
	"testing"

	"stickylab/lab"
)

// What watching cost, changed and left out stands among the facts of the run.
func TestFactsOfAWatchedRun(t *testing.T) {
	watched := lab.Observer{
		Cost:    lab.Watching{Turns: 40, Alone: 39, Watched: 22, NsPerCall: 12_345},
		LeftOut: lab.LeftOut{Processes: 2, Calls: 7},
	}
	for lang, want := range map[string][]string{
		"zh": {"不受打扰时 97% 粘在一起，跟踪时 55%", "约慢 12 微秒", "它们的 7 次调用没有列出"},
		"en": {"joined 97% undisturbed, 55% watched", "about 12 µs longer", "7 calls are left out"},
	} {
		page := RunPage{Chrome: chrome(lang), ID: "r1", Transport: lab.TCP, Source: lab.SourceTrace, Observer: watched}
		text := html.UnescapeString(mustRender(t, Run(page)))
		for _, words := range append(want, T(lang, "run.traced.about")) {
			if !strings.Contains(text, words) {
				t.Errorf("in %s the page does not say %q", lang, words)
			}
		}
		page.Observer = lab.Observer{}
		if text := mustRender(t, Run(page)); strings.Contains(text, T(lang, "run.watching")+"</dt>") {
			t.Errorf("in %s the page tells of a cost that was not measured", lang)
		}
	}
}

// A run that paused for others says so, and no other.
func TestFactsOfARunThatPaused(t *testing.T) {
	for lang, want := range map[string]string{"zh": "停顿了 3 次，一共 41 毫秒", "en": "paused 3 times, for 41 ms in all"} {
		page := RunPage{Chrome: chrome(lang), ID: "r1", Transport: lab.TCP, Observer: lab.Observer{Pauses: lab.Pauses{Times: 3, Ns: 40_600_000}}}
		if text := html.UnescapeString(mustRender(t, Run(page))); !strings.Contains(text, want) {
			t.Errorf("in %s the page does not say %q", lang, want)
		}
		page.Observer = lab.Observer{}
		if text := mustRender(t, Run(page)); strings.Contains(text, T(lang, "run.pauses")+"</dt>") {
			t.Errorf("in %s the page tells of pauses that were not made", lang)
		}
	}
}

// Whether segments were captured, and what to do where they were not, stands on the page of
// a run of somebody's own programs.
func TestWhatThePageSaysOfTheWire(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for capture, want := range map[string]string{
			lab.CaptureOn: T(lang, "run.wire.on"), lab.CaptureOff: "-capture off", "EPERM": "sudo setcap cap_net_raw+ep", "ENOSYS": T(lang, "run.wire.ENOSYS"),
			lab.CaptureLimit: T(lang, "run.wire.limit"), "ENOBUFS": T(lang, "run.wire.error", "ENOBUFS"), "": "",
		} {
			for _, source := range []string{lab.SourceTrace, lab.SourceTap, ""} {
				page := RunPage{Chrome: chrome(lang), ID: "r1", Transport: lab.TCP, Source: source, Env: lab.Env{Capture: capture}}
				text := html.UnescapeString(mustRender(t, Run(page)))
				if got := strings.Contains(text, "data-wire"); got != (want != "" && source != "") || got && !strings.Contains(text, want) {
					t.Errorf("in %s, %q, capture %q: the page does not say %q, or says it where it must not", lang, source, capture, want)
				}
			}
		}
	}
}

// Watching slows calls down: where the measurement found nothing of that, it was too noisy.
func TestACostThatCouldNotBeToldIsNotZero(t *testing.T) {
	for ns, want := range map[int64]string{0: T("en", "run.cost.unclear"), 999: T("en", "run.cost.unclear"), 1000: T("en", "run.cost.slower", 1)} {
		if got := ObserverLines("en", lab.Observer{Cost: lab.Watching{Turns: 4, NsPerCall: ns}}); len(got) != 1 || !strings.HasSuffix(got[0], "; "+want) {
			t.Errorf("%d ns a call: %q, want %q", ns, got, want)
		}
	}
}
