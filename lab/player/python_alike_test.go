package player_test

// alike are scripts of what the lessons do not have, made certain by waits.
var alike = map[string]string{
	"IPv6": `tcp6
server:
    set reuseaddr on
    listen 1 port 18080
    accept
    wait client send
    recv 10
    close
client:
    connect port 18080
    send "hello"
    recv 10
echo udp6:
    bind port 18081
    recv 10
    send upper to sender
asker udp6:
    wait echo bind
    send "hi" to port 18081
    recv 10
`,
	"messages of a connection": `unix seqpacket
server:
    listen 1
    wait client send 3
    accept
    recv 10
    recv 3
    recv 10
    send "ok"
    recv 10
    recv 10
client:
    connect
    send "hello"
    send "fengfeng"
    send ""
    recv 10
    send ""
    shutdown write
    recv 10
`,
	"a listen whose bind failed binds again": `tcp
server:
    listen 5
    wait second bind
    close listener
second:
    wait server listen
    try listen 5
    wait server close
    listen 5
    listen 3
`,
	"waitall": `tcp
server:
    listen 1
    accept
    recv 9 waitall
    timeout 2s
    recv 9 waitall
    blocking off
    try recv 9 waitall
    blocking on
    recv 9 waitall
client:
    connect
    send "hello" more
    send "feng"
    wait server recv
    send "you"
    wait server recv 3
    sendall "xy"
`,
	"waitall and a reset": `tcp
server:
    listen 1
    accept
    recv 4 waitall
    send "go"
    try recv 9 waitall
    try recv 9 waitall
    try recv 9 waitall
client:
    connect
    send "12345678"
    recv 2
    set linger 0
    close
`,
	"low water": `tcp
server:
    listen 1
    accept
    set rcvlowat 9
    wait client send
    recv 100
    timeout 50ms
    wait client send 2
    try recv 100
    blocking off
    recv 100
client:
    connect
    send "hellofeng"
    wait server recv
    send "less"
    wait server end
`,
	"low water of a Unix socket": `unix stream
server:
    listen 1
    accept
    set rcvlowat 9
    timeout 2s
    wait client send
    recv 100
client:
    connect
    send "less"
    wait server recv
`,
	"not blocking": `tcp
server:
    blocking off
    listen 1
    try accept
    wait client connect
    blocking on
    accept
    blocking off
    try recv 10
    wait client send
    recv 10
    wait client close
    try send "a"
    wait client end
    try send "b"
client:
    wait server accept
    blocking off
    try connect
    wait server accept 2
    connect
    wait server recv
    send "hello"
    wait server recv 2
    close
`,
	"tries": `tcp
server:
    listen 1
    accept
    recv 5
    wait client send 2
    shutdown read
    try recv 5
    wait client recv
    close
    close listener
    try recv 5
client:
    try connect port 9999
    connect
    send "hello"
    shutdown write
    try send "more"
    timeout 20ms
    try recv 5
`,
	"a timeout": `tcp
server:
    listen 1
    timeout 20ms
    try accept
    timeout 10s
    accept
    timeout 20ms
    try recv 5
    send "late"
    close
client:
    wait server accept
    connect
    recv 10
`,
	"datagrams": `udp
server:
    set rcvbuf 100000
    bind
    blocking off
    try recv 10
    wait client send
    recv 3
    try send upper to sender
    wait client send 2
    recv 10
client:
    send "hello" to port 8080
    recv 10
    send "" to port 8080
`,
	"bytes as often as a variable says": `tcp
server:
    listen 1
    accept
    recv exactly 4
    unpack "!I" n
    send "ab" * n + hex "00 ff" * (n - 1)
    send pack "!H" len + "x" * (n << 1)
    send "none" * (n - 3) + "."
client:
    connect
    send pack "!I" 3
    recv exactly 10
    recv exactly 8
    recv exactly 1
`,
	"sizes that are worked out": `tcp
server:
    listen 1
    accept
    recv exactly 5
    unpack "!BI" kind n
    recv exactly (n & 0x7fffffff) - 5
    send pack "!BIQ" (kind << 1 | 1), (len + 13), (n * 8 // 3 % 7) + same
    recv exactly 8
    unpack "!Q" big
    recv exactly big & 3
    send pack "!Q" big
client:
    connect
    send pack "!BI" 7, 2147483658 + "hello"
    recv exactly 13
    unpack "!BIQ" kind size rest
    recv exactly size - 13
    send pack "!q" -1 + "abcd"
    recv 8
`,
	"a chat of two clients": `tcp
server:
    listen 5
    accept as a
    wait bob connect
    accept as b
    recv 100 from b
    send same to a
    recv 100 from a
    sendall "a: " + same to b
    close a
    accept as a
    codec length "!H"
    recv frame by 3 from a
    send frame same to b
    try accept as b2
    try recv 10 from b
    recv 10 from a
ann:
    connect as up
    recv 100 from up
    send "hi bob"
    recv 100 from up
    close up
    connect as up
    codec length "!H"
    send frame "me again" to up
    close up
bob:
    wait server accept
    connect
    send "hi ann"
    recv exactly 9
    recv exactly 10
    connect
    close
    close
`,
}
