package class

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// LargeRun is the order of a run whose trace has megabytes.
func LargeRun() string {
	return order("tcp\nserver:\n    listen 1\n    accept\n    loop until empty:\n        recv 65536\nclient:\n    connect\n    loop 8:\n        sendall \"x\" * 1000000\n")
}

// Harm has one client do all it can at once to the lab at the address until the context
// is over: large receive buffers, files, floods of events, sends that wait, runs that are
// kept, and of the large run traces and feeds that nobody reads, headers that do not end,
// connections that wait. It returns when all of that is over.
func Harm(ctx context.Context, base, largeRun string) {
	hostile := NewStranger(base)
	defer hostile.CloseIdleConnections()
	var doing sync.WaitGroup
	defer doing.Wait()
	for _, script := range HostileScripts() {
		doing.Go(func() {
			every(ctx, 20*time.Millisecond, func() {
				_, _ = hostile.Start(ctx, order(script)) // most are refused
			})
		})
	}
	for _, request := range []string{
		"GET /api/runs/" + largeRun + " HTTP/1.1\r\nHost: %s\r\n\r\n",
		"GET /api/runs/" + largeRun + "/feed HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
			"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: %s\r\nX-Long: " + strings.Repeat("x", 150<<10),
		"GET /healthz HTTP/1.1\r\nHost: %s\r\n\r\n",
	} {
		doing.Go(func() { stall(ctx, strings.TrimPrefix(base, "http://"), request) })
	}
}

// HostileScripts are those of the runs that Harm begins.
func HostileScripts() []string {
	file := "    try send file \"a\" 1048576\n    try send file \"b\" 1048576\n"
	return []string{
		peers("udp\nprobes off\n", "pN:\n    bind port 1N00\n    recv 1048576\n"),
		peers("udp\nprobes off\n", "pN:\n    codec json \"!I\"\n    connect port 9\n"+file+"    sleep 5s\n"),
		"udp\nserver:\n    bind\n    loop:\n        send \"x\" to port 8080\n",
		"tcp\nserver:\n    listen 1\n    sleep 20s\nclient:\n    connect\n" + strings.Repeat("    sendall \"x\" * 1000000\n", 5),
		"tcp\nserver:\n    listen 1\n    accept\n    loop until empty:\n        recv 65536\nclient:\n    connect\n    sendall \"x\" * 1000000\n",
	}
}

func order(script string) string {
	text, _ := json.Marshal(map[string]string{"script": script}) // a string can be written
	return string(text)
}

// peers repeats the block of a peer of a script.
func peers(head, block string) string {
	text := head
	for i := range 16 {
		text += strings.ReplaceAll(block, "N", strconv.Itoa(i))
	}
	return text
}

// mostStalled is how many connections of a kind one client keeps open.
const mostStalled = 300

// stall sends a request on one new connection after another and reads nothing.
func stall(ctx context.Context, address, request string) {
	var open []net.Conn
	every(ctx, 5*time.Millisecond, func() {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
		if err != nil {
			return
		}
		_ = conn.SetDeadline(time.Now().Add(time.Second)) // a test's own writes do not wait for ever
		_, _ = fmt.Fprintf(conn, request, address)        // it may be cut off
		if open = append(open, conn); len(open) > mostStalled {
			_ = open[0].Close()
			open = open[1:]
		}
	})
	for _, conn := range open {
		_ = conn.Close()
	}
}

// every does something again and again until the context is over.
func every(ctx context.Context, pause time.Duration, do func()) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		do()
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}
