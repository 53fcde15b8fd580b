package script

import (
	"strings"
	"testing"
)

// pastedLines are lines of Python and what each is called in a script; nothing where the
// general text is said, for a step would lose a part of the line or make one up.
var pastedLines = []struct{ python, step string }{
	// Options.
	{"s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)", "set nodelay on"},
	{"s.setsockopt(IPPROTO_TCP, TCP_NODELAY, True)", "set nodelay on"},
	{"s.setsockopt(IPPROTO_TCP, TCP_NODELAY, 0)", "set nodelay off"},
	{"s.setsockopt(IPPROTO_TCP, TCP_NODELAY, False)", "set nodelay off"},
	{"setsockopt(IPPROTO_TCP, TCP_NODELAY, 0)", "set nodelay off"},
	{"s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 0)", "set keepalive off"},
	{"s.setsockopt(SOL_SOCKET, SO_REUSEADDR, 0)", "set reuseaddr off"},
	{"s.setsockopt(SOL_SOCKET, SO_RCVBUF, 4096)", "set rcvbuf 4096"},
	{"s.setsockopt(SOL_SOCKET, SO_SNDBUF, 8192)  # small", "set sndbuf 8192"},
	{"s.setsockopt(IPPROTO_TCP, TCP_CORK, 1)", "set cork on"},
	{"s.setsockopt(IPPROTO_TCP, TCP_CORK, 0)", "set cork off"},
	{"s.setsockopt(IPPROTO_TCP, TCP_NODELAY, flag)", ""},
	{"s.setsockopt(SOL_SOCKET, TCP_NODELAY, 1)", ""},
	{"s.setsockopt(SOL_SOCKET, SO_RCVBUF, size)", ""},
	{"s.setsockopt(SOL_SOCKET, SO_BROADCAST, 1)", ""},
	{"s.getsockopt(IPPROTO_TCP, TCP_NODELAY)", ""},

	// Receives.
	{"conn.recv(10)", "recv 10"},
	{"data = conn.recv(10).decode()", "recv 10"},
	{"head = conn.recv(4)", "recv 4 into head"},
	{"data, addr = s.recvfrom(512)", "recv 512"},
	{"conn.recv(10, socket.MSG_PEEK)", "peek 10"},
	{"recv(10, MSG_PEEK)", "peek 10"},
	{"conn.recv(4, socket.MSG_WAITALL)", "recv 4 waitall"},
	{"conn.recv(10, MSG_PEEK | MSG_DONTWAIT)", ""},
	{"conn.recv(n - 4)", "recv n - 4"},
	{"conn.recv(4 * 1024)", "recv 4 * 1024"},
	{"conn.recv(n)", "recv n"},
	{"conn.recv(-1)", ""},
	{"conn.recv(BUFSIZE)", ""},
	{"conn.recv(len(data))", ""},
	{"conn.recv()", ""},
	{"data += conn.recv(10)", ""},
	{"print(conn.recv(10))", ""},
	{"conn.recv(4)[2:]", ""},
	{"conn.recv(4); conn.close()", ""},
	{"conn.recv(4);", "recv 4"},

	// Sends.
	{`conn.send(b"hi" + data)`, `send "hi" + same`},
	{`conn.sendall(b"a" * 100)`, `sendall "a" * 100`},
	{`conn.sendall(100 * b'a')`, `sendall "a" * 100`},
	{"conn.send(data)", "send same"},
	{"conn.send(data.upper())", "send upper"},
	{"conn.send(data[:5])", ""},
	{"conn.send(header)", ""},
	{`conn.send(b"hi" + header)`, ""},
	{`conn.send(f"{n}".encode())`, ""},
	{`conn.send("hi".encode("utf-16"))`, ""},
	{`conn.send("hi\n".encode("utf-8"))`, `send "hi\n"`},
	{`conn.send(b'say "hi"')`, `send "say \"hi\""`},
	{`conn.send(b"\x41\101\d\0")`, `send "AA\\d\0"`},
	{`conn.send(b"\x4")`, ""},
	{`conn.send("\xe9".encode())`, ""},
	{`conn.send(b"x", MSG_MORE)`, `send "x" more`},
	{`conn.send(b"x", socket.MSG_OOB)`, ""},
	{`n = conn.send(b"x")`, ""},
	{`conn.send(bytes.fromhex("00 05"))`, `send hex "00 05"`},
	{`conn.send(struct.pack("!I", len(data)) + data)`, `send pack "!I" len + same`},
	{`conn.send(struct.pack("!BI", 1, len(data) + 4) + data)`, `send pack "!BI" 1, (len+4) + same`},
	{`conn.send(struct.pack("!I", len(data)))`, ""},
	{`conn.send(struct.pack("!I", len(data)) + b"hello")`, ""},
	{`conn.send(struct.pack("!I", n))`, `send pack "!I" n`},
	{`sock.sendmsg([b"he", b"llo"])`, `send "he" + "llo"`},
	{`sock.sendmsg([b"he", header])`, ""},
	{`conn.sendall(b"` + strings.Repeat("a", 60) + `")`, `sendall "` + strings.Repeat("a", 60) + `"`},
	{`conn.sendall(b"` + strings.Repeat("a", 600) + `")`, ""},
	{"s.sendto(data.upper(), addr)", "send upper to sender"},
	{`s.sendto(b"x", addr)`, `send "x" to sender`},
	{`s.sendto(b"x", ("127.0.0.1", 9000))`, `send "x" to port 9000`},
	{`s.sendto(b"x", server_addr)`, ""},
	{`s.sendto(b"x", ("127.0.0.1", PORT))`, ""},

	// Addresses.
	{`s.connect(("127.0.0.1", 9000))`, "connect port 9000"},
	{"s.connect((HOST, PORT))", "connect"},
	{"s.bind(('', 9000))", "bind port 9000"},
	{`s.connect(("example.com", 80))`, ""},
	{`s.connect("/tmp/x.sock")`, ""},
	{"s.listen()", "listen 128"},
	{"s.listen(5)", "listen 5"},
	{"s.listen(backlog)", ""},
	{"conn, addr = s.accept()", "accept"},
	{"s.shutdown(socket.SHUT_RD)", "shutdown read"},
	{"s.shutdown(how)", ""},

	// Unpacks.
	{`t, n = struct.unpack("!BH", data)`, `unpack "!BH" t n`},
	{`(t, n) = struct.unpack("!BH", data)`, `unpack "!BH" t n`},
	{`n, = struct.unpack("!I", data)`, `unpack "!I" n`},
	{`n = struct.unpack("!I", data)[0]`, `unpack "!I" n`},
	{`n, = struct.unpack("!I", conn.recv(4))`, ""},
	{`n = struct.unpack("!I", conn.recv(4))[0]`, ""},
	{`n = struct.unpack("!I", data)`, ""},
	{`t = struct.unpack("!BH", data)[0]`, ""},
	{`t, n = struct.unpack("!BH", data[:3])`, ""},

	// Times.
	{"conn.settimeout(None)", "blocking on"},
	{"conn.settimeout(0)", "blocking off"},
	{"conn.settimeout(0.5)", "timeout 0.5s"},
	{"conn.settimeout(t)", ""},
	{"conn.setblocking(False)", "blocking off"},
	{"conn.setblocking(True)", "blocking on"},
	{"time.sleep(0.1)", "sleep 100ms"},
	{"time.sleep(90)", ""},
	{"time.sleep(n)", ""},

	// Prints.
	{`print("x")`, `print "x"`},
	{"print('x')", `print "x"`},
	{"print(data)", "print same"},
	{"print(same)", "print same"},
	{"print('got', data)", ""},
	{`print("got", data)`, ""},
	{"print(n)", ""},
	{`print(f"{n}")`, ""},

	// Blocks.
	{"while True:", "loop:"},
	{"if not data:", "if not same:"},
	{`if data == b"quit":`, `if same == "quit":`},
	{`if data.decode() != 'a"b':  # no`, `if same != "a\"b":`},
	{"if not data: return", ""},
	{`if data.strip() == b"quit": break`, ""},
	{"if not x: break", ""},
	{"while True: data += conn.recv(4)", ""},

	// What is half a script.
	{"send 0x5", `send hex "05"`},
	{"send 0x0005", `send hex "0005"`},
	{`unpack "!BH" t, n`, `unpack "!BH" t n`},
	{`unpack "!BH" (t, n)`, `unpack "!BH" t n`},
}

// TestPastedLines: what a line of Python is in a script is said in full, can be read
// there, and is not said where no step is the same.
func TestPastedLines(t *testing.T) {
	const above, known = "tcp\nserver:\n    listen 5\n    accept\n    recv 8\n", "    unpack \"!I\" n\n    recv 3\n    "
	for _, c := range pastedLines {
		e := mustFail(t, above+known+c.python)
		if c.step == "" {
			if e.key != "python" {
				t.Errorf("%s: %s, want the general text", c.python, e)
			}
			continue
		}
		if len(e.args) == 0 || !strings.HasSuffix(e.Message("en"), " "+c.step) {
			t.Errorf("%s: %s, want %s", c.python, e, c.step)
			continue
		}
		below := ""
		if strings.HasSuffix(c.step, ":") {
			below = "\n        close"
		}
		_, stream := Parse(above + known + c.step + below)
		_, alone := Parse("tcp\nserver:\n    " + c.step)
		_, datagrams := Parse("udp\nserver:\n    bind\n    recv 8\n    " + c.step)
		if stream != nil && alone != nil && datagrams != nil {
			t.Errorf("%s: %s cannot be read: %v", c.python, c.step, stream)
		}
		if strings.Contains(e.Message("en"), " a b.") && !strings.Contains(c.python, "b") {
			t.Errorf("%s: %s", c.python, e)
		}
	}
}

// TestHabits: what people write from the habit of something else is told what stands there
// in a script, in both languages.
func TestHabits(t *testing.T) {
	const above = "tcp\nserver:\n    listen 5\n    accept\n    recv 8\n    "
	for line, want := range map[string]string{
		"recv all": "read-all", "read until eof": "read-all", "recv to end": "read-all",
		"recv 10 dontwait": "dontwait try recv 10;", "conn.recv(10, MSG_DONTWAIT)": "dontwait try recv 10;", "recv 7 MSG_DONTWAIT": "dontwait try recv 7;",
		"select a, b": "select ready from a, b", "select([a, b], [], [])": "select ready from a, b", "r, w, x = select.select([s], [], [])": "select ready from s", "poll a": "select ready from a",
		`sendmsg "a", "b"`: `parts send "a" + "b"`, `send "a,", "b"`: `parts send "a," + "b"`, `sendmsg(["a", "b"])`: `parts send "a" + "b"`, `writev "a" "b" "c"`: `parts send "a" + "b" + "c"`,
		"recv 10 /* read */": "comment-block", "/* read */ recv 10": "comment-block",
		"$ recv 10": "shell $", "- recv 10": "bullet -", "recv 10<br>": "html <br>", "&nbsp;recv 10": "html &nbsp;", "recv 10。": "stop 。",
		"rec\u00adv 10": "hidden U+00AD soft hyphen", "recv 10\u2028": "hidden U+2028 line separator", "recv 10\u2029": "hidden U+2029 paragraph separator", "recv 10\u202e": "hidden U+202E right-to-left override",
		"recv\u200710": "blank U+2007 figure space", "send 「a」": "wide \"",
		`send "\u4f60"`: "escape-character 你", `send "\ud800"`: "escape",
		"connect 127.0.0.1:9000": "port connect port 9000", "recv 0x400": "instead recv 1024", "recv 1_024": "instead recv 1024", "recv 10KB": "instead recv 10240", "recv 10 bytes": "instead recv 10", "recv10": "instead recv 10",
		"sleep 0.05": "instead sleep 0.05s", "sleep 50 ms": "instead sleep 50ms", "for i in range(3):": "instead loop 3:", "repeat 3:": "instead loop 3:", "forever:": "instead loop:",
		"send hello": "term", "send data": "instead send same",
		"recv 99999999999k": "integer", `send "/* no comment */" x`: "rest", "recv 0": "integer",
	} {
		e := mustFail(t, above+line)
		key, said, _ := strings.Cut(want, " ")
		if e.key != key || !strings.Contains(e.Message("en"), said) {
			t.Errorf("%s: %s: %s, want %s", line, e.key, e.Message("en"), want)
		}
		if zh := e.Message("zh"); !strings.Contains(zh, strings.TrimSuffix(said, ";")) && said != "" || strings.Contains(zh, "{") {
			t.Errorf("%s: %s", line, zh)
		}
	}
}

// TestPastedBlocks: a block of Python in one line is two lines in a script.
func TestPastedBlocks(t *testing.T) {
	for python, want := range map[string]string{
		"if not data: break":               "if not same: and, indented below it, break",
		`if data == b"a": conn.send(b"b")`: `if same == "a": and, indented below it, send "b"`,
		"while True: conn.recv(4)":         "loop: and, indented below it, recv 4",
	} {
		e := mustFail(t, "tcp\nserver:\n    listen 5\n    accept\n    recv 8\n    "+python)
		if !strings.HasSuffix(e.Message("en"), "two lines: "+want) {
			t.Errorf("%s: %s, want %s", python, e, want)
		}
	}
}

// TestNoPython: a wrong line of a script is not taken for Python.
func TestNoPython(t *testing.T) {
	for _, line := range []string{
		"recv (n - 4) waitall x", "recv(10) into 5x", "recv(0)", "recv (n", `send "conn.recv(10)" x`, "sleep(90)", "set nodelay 0", "recv -1", `unpack "!I" N`,
	} {
		e := mustFail(t, "tcp\nserver:\n    listen 5\n    accept\n    recv 8\n    unpack \"!I\" n\n    "+line)
		if strings.HasPrefix(e.key, "python") {
			t.Errorf("%s: %s", line, e)
		}
	}
}
