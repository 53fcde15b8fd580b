package proxied

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/cmd/stickylab/browser"
	"stickylab/cmd/stickylab/class"
)

// trusting has a client take the certificate of this test.
func trusting(t *testing.T, s *class.Student) *class.Student {
	t.Helper()
	s.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true} //nolint:gosec // a certificate of this test
	t.Cleanup(s.CloseIdleConnections)
	return s
}

// Sixty browsers behind one nginx, which see it as one address, are refused nothing: each
// has two runs that go on, follows one of them over a WebSocket and learns meanwhile. A
// client that drops its cookie each time has the share of one.
func TestAClassBehindOneNginx(t *testing.T) {
	const long = `{"script":"tcp\nserver:\n    listen 1\n    accept\n"}`
	const browsers, runsPerClient = 60, 32
	url := nginx(t, browser.Build(t).Serve(t, "-base-path", "/lab", "-trust-proxy", "127.0.0.1"))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	stranger, got := trusting(t, class.NewStranger(url)), 0
	for range 2 * runsPerClient {
		switch _, err := stranger.Start(ctx, long); {
		case err == nil:
			got++
		case !errors.As(err, new(*class.RefusedError)):
			t.Fatal(err)
		}
	}
	if got == 0 || got > runsPerClient {
		t.Errorf("%d runs of a client that drops its cookie go on, want the share of one, %d", got, runsPerClient)
	}
	var learning sync.WaitGroup
	for range browsers {
		learning.Go(func() {
			if err := followAndLearn(ctx, trusting(t, class.NewStudent(url)), url, long); err != nil {
				t.Errorf("a browser is refused what is its own: %v", err)
			}
		})
	}
	learning.Wait()
}

func followAndLearn(ctx context.Context, s *class.Student, url, order string) error {
	if err := s.Open(ctx, "/"); err != nil { // its cookie
		return err
	}
	var run string
	for range 2 {
		var err error
		if run, err = s.Start(ctx, order); err != nil {
			return err
		}
	}
	dialer := websocket.Dialer{Jar: s.Jar, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}} //nolint:gosec // a certificate of this test
	feed, response, err := dialer.DialContext(ctx, strings.Replace(url, "https", "wss", 1)+"/api/runs/"+run+"/feed", nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	defer feed.Close()
	if _, _, err := feed.ReadMessage(); err != nil {
		return err
	}
	_, err = s.Learn(ctx)
	return err
}
