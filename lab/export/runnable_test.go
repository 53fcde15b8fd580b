package export

import (
	"strings"
	"testing"

	"stickylab/lab/script"
)

func TestWhatSomebodyRuns(t *testing.T) {
	tests := []struct{ name, script, want string }{
		{
			"what is received is printed, and the port may be used again at once",
			"tcp\nserver:\n    listen 5\n    accept\n    wait client send 2\n    recv 10\nclient:\n    connect\n    send \"a\"\n    send \"b\"\n",
			"server = socket.socket(AF_INET, SOCK_STREAM)\n" +
				"# a connection of the run before may hold the port (TIME_WAIT, 60 s): if both runs set this, it starts at once\n" +
				"server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)\nserver.bind(('127.0.0.1', 8080))\n" +
				"server.listen(5)\nconn, addr = server.accept()\nsync.wait('client', 'send', 2)\ndata1 = conn.recv(10)\nprint('recv ->', data1)\n",
		},
		{
			"SO_REUSEADDR is left alone where the script is about it",
			"tcp\nserver:\n    set reuseaddr on\n    listen 5\n",
			"server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)\nserver.bind(",
		},
		{
			"a datagram and an error",
			"udp\nserver:\n    bind\n    try recv 10\n",
			"server.bind(('127.0.0.1', 8080))\ntry:\n    data1, addr = server.recvfrom(10)\n    print('recvfrom ->', data1)\nexcept OSError as error:\n    print('->', repr(error))\n",
		},
		{
			"how many bytes a send took",
			"tcp\nclient:\n    connect\n    blocking off\n    try send \"hello\"\n",
			"try:\n    print('send ->', s.send(b'hello'))\nexcept OSError as error:\n    print('->', repr(error))\n",
		},
		{
			"of much the size",
			"tcp\nserver:\n    listen 1\n    accept\n    recv 10\nclient:\n    connect\n    send \"0123456789\" * 500\n",
			"print('recv ->', len(data1), 'bytes')\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, err := script.Parse(tt.script)
			if err != nil {
				t.Fatal(err)
			}
			var lines strings.Builder
			for _, line := range Runnable(e, "en")[0].Lines {
				lines.WriteString(line.String() + "\n")
			}
			if !strings.Contains(lines.String(), tt.want) {
				t.Errorf("the lines\n%s\nwant among them\n%s", lines.String(), tt.want)
			}
			if strings.Contains(lines.String(), "pass") {
				t.Errorf("a pass stands behind what is printed:\n%s", lines.String())
			}
			if n := strings.Count(lines.String(), "SO_REUSEADDR"); n > 1 {
				t.Errorf("SO_REUSEADDR is set %d times", n)
			}
			if _, ok := Sync(e, "en"); ok != strings.Contains(tt.script, "wait") {
				t.Errorf("a module for waits: %v", ok)
			}
		})
	}
}

func TestReceivingIsShownAsItIs(t *testing.T) {
	e, err := script.Parse("tcp\nserver:\n    listen 5\n    accept\n    recv exactly 4\nclient:\n    connect\n")
	if err != nil {
		t.Fatal(err)
	}
	server, client := Python(e)[0], Python(e)[1]
	var lines strings.Builder
	for _, line := range server.Receiving() {
		lines.WriteString(line.String() + "\n")
	}
	if !strings.Contains(server.Source(), lines.String()) || !strings.HasPrefix(lines.String(), "def recv_exactly(") {
		t.Errorf("shown is\n%s\nthe program is\n%s", lines.String(), server.Source())
	}
	if client.Receiving() != nil {
		t.Error("a program that does not receive so has the function")
	}
}
