package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/cmd/stickylab/class"
)

// mustWritePair writes a new certificate and its key as files that were changed so long
// after the others.
func mustWritePair(t *testing.T, folder string, later time.Duration) (cert, key string, der []byte) {
	t.Helper()
	made, err := selfSigned([]string{"localhost", "127.0.0.1"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(made.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	for name, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: made.Certificate[0]}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(later)
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key, made.Certificate[0]
}

// A renewed certificate is taken without a new start; while the files are no pair, the
// last one goes on.
func TestACertificateIsReadAgain(t *testing.T) {
	folder := t.TempDir()
	cert, key, first := mustWritePair(t, folder, 0)
	config, err := transport{cert: cert, key: key}.config(nil)
	if err != nil {
		t.Fatal(err)
	}
	want := func(what string, der []byte) {
		t.Helper()
		if got, err := config.GetCertificate(nil); err != nil || !bytes.Equal(got.Certificate[0], der) {
			t.Errorf("%s: another certificate, %v", what, err)
		}
	}
	want("at first", first)
	_, _, second := mustWritePair(t, folder, time.Hour)
	want("renewed", second)
	if err := os.WriteFile(key, []byte("half a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	want("while it is being written", second)
	for _, bad := range []transport{{cert: cert}, {key: key}, {cert: cert, key: key, self: true}, {cert: cert, key: cert}, {cert: "none", key: key}} {
		if _, err := bad.config(nil); err == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}

// Under a path and over TLS: pages by HTTP/2, feeds, a health check, cookies that go
// nowhere else.
func TestServedOverTLSUnderAPath(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(asProgram, "1")
	cert, key, der := mustWritePair(t, t.TempDir(), 0)
	p := mustServe(t, self, "-tls-cert", cert, "-tls-key", key, "-base-path", "/lab/")
	known := x509.NewCertPool()
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	known.AddCert(leaf)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: known}, ForceAttemptHTTP2: true}}
	defer client.CloseIdleConnections()
	s := class.NewStranger(p.base + "/lab")
	s.Transport = client.Transport
	request, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, p.base+"/lab/?lang=en", http.NoBody)
	request.Header.Set("Accept", "text/html")
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if response.StatusCode != http.StatusOK || response.ProtoMajor != 2 || response.Header.Get("Strict-Transport-Security") == "" || !strings.Contains(string(body), `href="/lab/script"`) {
		t.Errorf("%s %s, %v", response.Proto, response.Status, response.Header)
	}
	for _, cookie := range response.Cookies() {
		if !cookie.Secure || cookie.Path != "/lab/" {
			t.Errorf("cookie %v", cookie)
		}
	}
	id, err := s.Start(t.Context(), `{"experiment":"tcp-echo"}`)
	if err != nil || id == "" {
		t.Fatalf("run %q, %v", id, err)
	}
	dialer := websocket.Dialer{TLSClientConfig: &tls.Config{RootCAs: known}}
	conn, answer, err := dialer.DialContext(t.Context(), "wss://"+p.address()+"/lab/api/runs/"+id+"/feed", nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	defer conn.Close()
	for ended := false; !ended; {
		_, message, err := conn.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		ended = bytes.Contains(message, []byte(`"type":"end"`))
	}
	if got := call(t, "en", "", "healthcheck", "-listen", p.address(), "-tls-cert", cert, "-tls-key", key, "-base-path", "/lab"); got.code != exitDone {
		t.Errorf("healthcheck: exit %d, %s", got.code, got.err)
	}
}

func TestACertificateOfOnesOwnIsWarnedOf(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(asProgram, "1")
	p := mustServe(t, self, "-tls-self")
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}} //nolint:gosec // nobody vouches for it
	response, err := client.Get(p.base + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	client.CloseIdleConnections()
	seen := fingerprint(tls.Certificate{Certificate: [][]byte{response.TLS.PeerCertificates[0].Raw}})
	if said := p.end(); !strings.Contains(said, seen) || !strings.Contains(said, "every browser warns") {
		t.Errorf("the program said %s, want the fingerprint %s", said, seen)
	}
	if response.Header.Get("Strict-Transport-Security") != "" {
		t.Error("a browser would never again take another certificate")
	}
}

func TestPathsAndProxiesThatCannotBeAreRefused(t *testing.T) {
	for text, want := range map[string]string{"/lab": "/lab", "/lab/": "/lab", "/a/b-c": "/a/b-c", "/": "", "": "", "lab": "!", "/a//b": "!", "/a/../b": "!", "/a?b": "!", "/实验": "!"} {
		var path basePath
		if err := path.Set(text); (err != nil) != (want == "!") || err == nil && string(path) != want {
			t.Errorf("-base-path %q: %q, %v", text, path, err)
		}
	}
	for text, want := range map[string]string{"10.0.0.1": "10.0.0.1/32", "10.1.2.3/8, fd00::/8": "10.0.0.0/8,fd00::/8", "::1": "::1/128", "0.0.0.0/0": "!", "lab": "!", "10.0.0.0/33": "!"} {
		var all proxies
		if err := all.Set(text); (err != nil) != (want == "!") || err == nil && all.String() != want {
			t.Errorf("-trust-proxy %q: %q, %v", text, all.String(), err)
		}
	}
}

// Who starts the lab for others reads where they find it and, where it would not answer
// them, what to write.
func TestWhereOthersFindTheLabIsSaid(t *testing.T) {
	var out bytes.Buffer
	s := serving{base: "/lab"}
	if err := s.hosts.Set("192.168.1.20,lab.example,lab.example:9000"); err != nil {
		t.Fatal(err)
	}
	others := []netip.Addr{netip.MustParseAddr("192.168.1.20"), netip.MustParseAddr("10.0.0.5"), netip.MustParseAddr("fd00::5")}
	program{out: &out, lang: "en"}.sayAddresses(s, &net.TCPAddr{IP: net.IPv4zero, Port: 8035}, others)
	for _, want := range []string{
		"http://localhost:8035/lab", "version " + version(), "others on the network: http://192.168.1.20:8035/lab\n", "http://10.0.0.5:8035/lab only with -allow-host 10.0.0.5\n",
		"http://[fd00::5]:8035/lab only with -allow-host [fd00::5]\n", "by name: http://lab.example:8035/lab\n", "by name: http://lab.example:9000/lab\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("said %q, want %q", out.String(), want)
		}
	}
	out.Reset()
	program{out: &out, lang: "en"}.sayAddresses(serving{}, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8035}, others)
	if strings.Count(out.String(), "\n") != 1 {
		t.Errorf("only for this machine, it said %q", out.String())
	}
}
