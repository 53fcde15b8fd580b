package protocol

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/frame"
)

// maker records a conversation.
type maker struct {
	// here tells that it needs nothing but Go, so that every test has the
	// conversation anew and holds it against the codec.
	here   bool
	record func(t *testing.T) talk
}

// recorders has one for each preset, by its slug. Those that are not here need
// Debian's packages redis-server, mosquitto, mosquitto-clients, postgresql,
// bind9-dnsutils and python3-grpcio.
func recorders() map[string]maker {
	return map[string]maker{
		"tls":          {here: true, record: recordTLS},
		"http":         {here: true, record: recordHTTP},
		"http-chunked": {here: true, record: recordChunks},
		"websocket":    {record: recordFeed},
		"grpc":         {record: recordGRPC},
		"http2":        {record: recordHTTP2},
		"resp":         {record: recordRedis},
		"mqtt":         {record: recordMosquitto},
		"dns":          {record: recordDig},
		"postgresql":   {record: recordPostgreSQL},
	}
}

// wroteGo is the program that wrote what a package of Go did.
func wroteGo(pkg string) string {
	version, _, _ := strings.Cut(runtime.Version(), " ")
	return pkg + " of " + strings.Replace(version, "go", "Go ", 1)
}

func recordTLS(t *testing.T) talk {
	server, err := tls.Listen("tcp4", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{mustCertificate(t)}})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	r := mustRecorder(t, "tcp4", server.Addr().String())
	answered := make(chan error, 1)
	go func() {
		conn, err := server.Accept()
		if err == nil {
			_, err = io.Copy(conn, conn)
			_ = conn.Close()
		}
		answered <- err
	}()
	client, err := tls.Dial("tcp4", r.address, &tls.Config{
		InsecureSkipVerify: true, ServerName: "lab.example", CurvePreferences: []tls.CurveID{tls.X25519}, // a short hello
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, message := range []string{"hello", "feng"} {
		if _, err := client.Write([]byte(message)); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(client, make([]byte, len(message))); err != nil {
			t.Fatal(err)
		}
	}
	if err := client.Close(); err != nil {
		t.Error(err)
	}
	if err := <-answered; err != nil {
		t.Error(err)
	}
	return r.recorded(wroteGo("crypto/tls"), 0, 0)
}

func mustCertificate(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"lab.example"}}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{certificate}, PrivateKey: key}
}

func recordHTTP(t *testing.T) talk {
	return talkHTTP(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		_, _ = w.Write(bytes.ToUpper(body)) // the test sees what comes
	}, func(body string) io.Reader { return strings.NewReader(body) })
}

func recordChunks(t *testing.T) talk {
	return talkHTTP(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		for _, word := range bytes.SplitAfter(bytes.ToUpper(body), []byte(" ")) {
			_, _ = w.Write(word)
			_ = http.NewResponseController(w).Flush()
		}
	}, func(body string) io.Reader { return io.MultiReader(strings.NewReader(body)) }) // of unknown length
}

// talkHTTP has a client post three bodies to a server, on one connection.
func talkHTTP(t *testing.T, handler http.HandlerFunc, reader func(string) io.Reader) talk {
	server := httptest.NewServer(handler)
	defer server.Close()
	r := mustRecorder(t, "tcp4", server.Listener.Addr().String())
	transport := &http.Transport{DisableCompression: true}
	for _, body := range []string{"hello feng", "", "你好 world"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+r.address+"/upper", reader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Host = "lab.example"
		answer, err := transport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if err != nil || string(got) != strings.ToUpper(body) {
			t.Errorf("%q was answered by %q %v", body, got, err)
		}
	}
	transport.CloseIdleConnections()
	return r.recorded(wroteGo("net/http"), 0, 0)
}

// TestGorillaIsCutRight: what another implementation of WebSocket sends and
// takes on, masked and not, is what the codec finds.
func TestGorillaIsCutRight(t *testing.T) {
	upgrader := websocket.Upgrader{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		for {
			kind, data, err := conn.ReadMessage()
			if err != nil || conn.WriteMessage(kind, data) != nil {
				_ = conn.Close()
				return
			}
		}
	}))
	defer server.Close()
	r := mustRecorder(t, "tcp4", server.Listener.Addr().String())
	conn, _, err := websocket.DefaultDialer.DialContext(context.Background(), "ws://"+r.address, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"hello", "", strings.Repeat("x", 125), strings.Repeat("y", 126), strings.Repeat("z", 1<<16-1), strings.Repeat("粘", 1<<15)}
	for _, message := range want {
		if err := conn.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
			t.Fatal(err)
		}
		if _, got, err := conn.ReadMessage(); err != nil || string(got) != message {
			t.Fatalf("the echo of %.20q is %.20q %v", message, got, err)
		}
	}
	_ = conn.Close()
	talk := r.recorded("", r.behind(true, "\r\n\r\n"), r.behind(false, "\r\n\r\n"))
	for _, client := range []bool{true, false} {
		got := assembled(mustFrames(t, "websocket", talk.stream(client)))
		if !slices.Equal(got, want) {
			t.Errorf("client %v: %d messages %.40q, want %d", client, len(got), got, len(want))
		}
	}
}

// assembled puts the messages together that come in fragments.
func assembled(all []frame.Frame) (messages []string) {
	message := ""
	for _, f := range all {
		message += string(f.Body)
		if f.Raw[0]&0x80 != 0 { // FIN, RFC 6455 5.2
			messages = append(messages, message)
			message = ""
		}
	}
	return messages
}

// TestGoResolverIsCutRight: Go's own resolver asks over TCP, one question a
// connection.
func TestGoResolverIsCutRight(t *testing.T) {
	r := mustRecorder(t, "tcp4", mustNameServer(t))
	resolver := net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "tcp4", r.address)
	}}
	if got, err := resolver.LookupTXT(t.Context(), "lab.example."); err != nil || len(got) != 1 || got[0] != "hello feng" {
		t.Fatalf("the text is %q %v", got, err)
	}
	talk := r.recorded("", 0, 0)
	for _, client := range []bool{true, false} {
		all := mustFrames(t, `length "!H"`, talk.stream(client))
		if len(all) != 1 || !bytes.Contains(all[0].Body, []byte("\x03lab\x07example\x00")) {
			t.Errorf("client %v: %v", client, all)
		}
	}
}
