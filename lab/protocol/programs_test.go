package protocol

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/net/http2"
)

// mustPort gives a port that is free.
func mustPort(t *testing.T) (port, address string) {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address = l.Addr().String()
	_, port, _ = net.SplitHostPort(address)
	_ = l.Close()
	return port, address
}

// mustServe runs a server until the test ends, and waits until it listens.
func mustServe(t *testing.T, address string, command ...string) {
	t.Helper()
	server := exec.Command(command[0], command[1:]...)
	var said bytes.Buffer
	server.Stdout, server.Stderr = &said, &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGTERM)
		_ = server.Wait() // it was told to end
		if t.Failed() {
			t.Logf("%s said %s", command[0], said.String())
		}
	})
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for late := time.Now().Add(time.Minute); time.Now().Before(late); <-again.C {
		if conn, err := net.Dial("tcp4", address); err == nil {
			_ = conn.Close()
			return
		}
	}
	t.Fatalf("%s does not listen", command[0])
}

// mustRun runs a program to its end and gives what it said.
func mustRun(t *testing.T, input string, command ...string) string {
	t.Helper()
	program := exec.CommandContext(t.Context(), command[0], command[1:]...)
	program.Stdin = strings.NewReader(input)
	said, err := program.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", command[0], err, said)
	}
	return string(said)
}

// versionIn finds the first number with points in it.
func versionIn(text string) string {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r != '.' && (r < '0' || r > '9') }) {
		if strings.Contains(word, ".") && strings.Trim(word, ".") != "" {
			return strings.Trim(word, ".")
		}
	}
	return ""
}

func hostPort(address string) (host, port string) {
	host, port, _ = net.SplitHostPort(address)
	return host, port
}

func recordRedis(t *testing.T) talk {
	port, address := mustPort(t)
	mustServe(t, address, "redis-server", "--port", port, "--save", "", "--dir", t.TempDir())
	r := mustRecorder(t, "tcp4", address)
	_, port = hostPort(r.address)
	const commands = `SET greeting hello
GET greeting
GET nobody
INCR count
RPUSH names feng 王芳 "a\r\nb"
LRANGE names 0 -1
EVAL "return {1, {2, 'three', {}}, false}" 0
HGET greeting field
`
	mustRun(t, commands, "redis-cli", "-p", port)
	r.done.Wait()
	// redis-cli asks for the documentation of all commands first: 200 kB
	question := mustFirst(t, "resp", r.talk.stream(true))
	answer := mustFirst(t, "resp", r.talk.stream(false))
	whole := r.recorded("redis-server "+versionIn(mustRun(t, "", "redis-server", "--version")), question, answer)
	whole.turns = slices.DeleteFunc(whole.turns, func(turn turn) bool { return turn.before })
	return whole
}

// mustFirst gives how long the first frame of a stream is.
func mustFirst(t *testing.T, codec string, stream []byte) int {
	t.Helper()
	return len(mustFrames(t, codec, stream)[0].Raw)
}

func recordMosquitto(t *testing.T) talk {
	port, address := mustPort(t)
	mustServe(t, address, "mosquitto", "-p", port)
	r := mustRecorder(t, "tcp4", address)
	_, port = hostPort(r.address)
	lines := "hello\nfeng\n" + strings.Repeat("0123456789", 13) + "\n"
	mustRun(t, lines, "mosquitto_pub", "-h", "127.0.0.1", "-p", port, "-i", "client", "-t", "lab/sticky", "-q", "1", "-l")
	// its help has the version, and is an error
	help, _ := exec.Command("mosquitto_pub", "--help").CombinedOutput()
	return r.recorded("mosquitto_pub "+versionIn(string(help)), 0, 0)
}

func recordPostgreSQL(t *testing.T) talk {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		t.Fatalf("postgresql is not installed: %v", err)
	}
	bin := filepath.Dir(found[0])
	dir := t.TempDir()
	mustRun(t, "", "chown", "postgres", dir, filepath.Dir(dir)) // it refuses to be root
	mustRun(t, "", "runuser", "-u", "postgres", "--", bin+"/initdb", "-D", dir+"/data", "-A", "trust", "--no-sync")
	port, address := mustPort(t)
	mustServe(t, address, "runuser", "-u", "postgres", "--", bin+"/postgres", "-D", dir+"/data", "-p", port, "-k", dir)
	r := mustRecorder(t, "tcp4", address)
	host, port := hostPort(r.address)
	mustRun(t, "", "psql", "host="+host+" port="+port+" user=postgres dbname=postgres sslmode=disable gssencmode=disable", "-v", "ON_ERROR_STOP=0",
		"-c", "select 'hello' as a, 'feng' as b, null as c union all select '你好', '', '3'", "-c", "do $$ begin raise notice 'sticky'; end $$")
	version := versionIn(mustRun(t, "", bin+"/postgres", "--version"))
	r.done.Wait()
	startup := 0 // the first message of a client has no type (PostgreSQL 55.7)
	if all := r.talk.stream(true); len(all) > 4 {
		startup = int(all[2])<<8 | int(all[3])
	}
	return r.recorded("postgres "+version, startup, 0)
}

func recordDig(t *testing.T) talk {
	r := mustRecorder(t, "tcp4", mustNameServer(t))
	_, port := hostPort(r.address)
	mustRun(t, "", "dig", "@127.0.0.1", "-p", port, "+tcp", "+keepopen", "+short",
		"lab.example", "A", "a-much-longer-name.lab.example", "AAAA", "lab.example", "TXT")
	return r.recorded("dig "+versionIn(mustRun(t, "", "dig", "-v")), 0, 0)
}

// python is Debian's, which has its packages.
const python = "/usr/bin/python3"

// grpcServer and grpcClient count bytes, call by call: no message is compiled.
const (
	grpcServer = `
import grpc, sys
from concurrent import futures
class Handler(grpc.GenericRpcHandler):
    def service(self, call):
        return grpc.stream_stream_rpc_method_handler(lambda requests, context: (b'%d' % len(r) for r in requests))
server = grpc.server(futures.ThreadPoolExecutor(), handlers=[Handler()])
server.add_insecure_port(sys.argv[1])
server.start()
server.wait_for_termination()
`
	grpcClient = `
import grpc, sys
with grpc.insecure_channel(sys.argv[1]) as channel:
    count = channel.stream_stream('/lab.Sticky/Count')
    for answer in count(iter([b'hello', b'feng', b'', b'0123456789' * 30])):
        print(answer.decode())
`
)

func recordHTTP2(t *testing.T) talk {
	_, address := mustPort(t)
	mustServe(t, address, python, "-c", grpcServer, address)
	r := mustRecorder(t, "tcp4", address)
	if got := mustRun(t, "", python, "-c", grpcClient, r.address); got != "5\n4\n0\n300\n" {
		t.Errorf("the server counted %q", got)
	}
	version := mustRun(t, "", python, "-c", "import grpc; print(grpc.__version__)")
	return r.recorded("grpcio "+strings.TrimSpace(version), len(http2.ClientPreface), 0)
}

// recordGRPC gives what the DATA frames of the recorded HTTP/2 carry.
func recordGRPC(t *testing.T) talk {
	text, err := os.ReadFile("streams/http2.hex")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := readTalk(strings.Split(string(text), "\n"))
	if err != nil {
		t.Fatal(err)
	}
	inside := talk{wrote: whole.wrote}
	for _, client := range []bool{true, false} {
		inside.add(turn{client: client, data: dataOf(t, whole.stream(client))})
	}
	return inside
}

// dataOf gives what the DATA frames of a stream carry, as another reader of
// HTTP/2 has it.
func dataOf(t *testing.T, stream []byte) (data []byte) {
	t.Helper()
	framer := http2.NewFramer(nil, bytes.NewReader(stream))
	for {
		f, err := framer.ReadFrame()
		if err != nil {
			return data // the end
		}
		if f, ok := f.(*http2.DataFrame); ok {
			data = append(data, f.Data()...)
		}
	}
}

// recordFeed looks at a run of the lab itself.
func recordFeed(t *testing.T) talk {
	_, address := mustPort(t)
	lab := filepath.Join(t.TempDir(), "stickylab")
	mustRun(t, "", "go", "build", "-o", lab, "../../cmd/stickylab")
	mustServe(t, address, lab, "serve", "-listen", address, "-capture", "off")
	const script = "tcp\nserver:\n    listen 1\n    accept\n    wait client end\n    recv 10\nclient:\n    connect\n    send \"hello\"\n    sleep 30ms\n    send \"feng\"\n"
	order, err := json.Marshal(map[string]string{"script": script})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Post("http://"+address+"/api/runs", "application/json", bytes.NewReader(order))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var run struct{ Feed string }
	if err := json.NewDecoder(bufio.NewReader(answer.Body)).Decode(&run); err != nil {
		t.Fatal(err)
	}
	r := mustRecorder(t, "tcp4", address)
	conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), "ws://"+r.address+run.Feed, http.Header{"Accept-Language": {"en"}})
	if err != nil {
		t.Fatal(err)
	}
	for { // until the run ends, which closes the feed
		if _, _, err := conn.ReadMessage(); err != nil {
			break
		}
	}
	_ = conn.Close()
	return r.recorded("stickylab, by gorilla/websocket "+moduleVersion(t, "github.com/gorilla/websocket"), r.behind(true, "\r\n\r\n"), r.behind(false, "\r\n\r\n"))
}

func moduleVersion(t *testing.T, module string) string {
	t.Helper()
	return strings.TrimSpace(mustRun(t, "", "go", "list", "-m", "-f", "{{.Version}}", module))
}
