// Package browser drives the real program in a real Chromium or Firefox, for tests that
// do what a person does.
package browser

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const (
	// patience is how long a test waits for something to show up on a page.
	patience = 20 * time.Second
	// lookEvery is how long a test waits between two looks at a page.
	lookEvery = 20 * time.Millisecond
)

const (
	// shell is Chromium without windows of its own: pages are laid out, drawn and run by
	// the same code, for half the work of the processor.
	shell = "chromium-headless-shell"
	// whole is Chromium as people have it, with what belongs to windows and the system:
	// full screen and the clipboard.
	whole = "chromium"
)

// lessMotion tells pages of a reader who asked for less motion: a page that glides is a
// page whose elements are not where they were a moment ago.
var lessMotion = chromedp.Flag("force-prefers-reduced-motion", true)

// New starts a Chromium with a profile of its own and returns a context to
// open tabs in. Pages see a reader who asked for less motion. It ends with the test.
func New(t testing.TB) context.Context {
	t.Helper()
	return start(t, shell, lessMotion)
}

// NewWhole is New for what only a Chromium with windows can do.
func NewWhole(t testing.TB) context.Context {
	t.Helper()
	return start(t, whole, lessMotion)
}

// NewInMotion is New for a reader who did not ask for less motion.
func NewInMotion(t testing.TB) context.Context {
	t.Helper()
	return start(t, shell)
}

// NewTrusting is New for somebody who takes certificates that nobody vouches for.
func NewTrusting(t testing.TB) context.Context {
	t.Helper()
	return start(t, shell, lessMotion, chromedp.Flag("ignore-certificate-errors", true))
}

func start(t testing.TB, program string, more ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(program),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("accept-lang", "zh-CN,zh"),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), append(options, more...)...)
	t.Cleanup(stopAllocator)
	chromium, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	if err := chromedp.Do(chromium); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	return chromium
}

// eventually looks again and again until the condition holds.
func eventually(t testing.TB, what string, condition func() bool) {
	t.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for !condition() {
		select {
		case <-look.C:
		case <-deadline:
			t.Fatalf("waited %v and not seen: %s", patience, what)
		}
	}
}
