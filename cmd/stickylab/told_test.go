package main

import (
	"runtime"
	"strings"
	"testing"
)

// told is a script and what is said of its run in Chinese and English.
type told struct {
	name, script string
	zh, en       []string
	not          []string // is said in no language
	order        []string // of what is said in English
	linux        bool     // what is said is known on Linux only
}

// What is said of runs that people were told wrong things of.
func TestWhatIsToldOfRuns(t *testing.T) {
	for _, c := range tolds {
		if c.linux && runtime.GOOS != "linux" {
			continue
		}
		for lang, wants := range map[string][]string{"zh": c.zh, "en": c.en} {
			got := call(t, lang, c.script, "run", "-")
			for _, want := range wants {
				if !strings.Contains(got.out, want) {
					t.Errorf("%s: no %q in\n%s%s", c.name, want, got.out, got.err)
				}
			}
			at := 0
			for _, next := range c.order {
				if found := strings.Index(got.out[at:], next); lang == "en" && found < 0 {
					t.Errorf("%s: no %q at its place in\n%s", c.name, next, got.out)
				} else if found >= 0 {
					at += found
				}
			}
			for _, not := range c.not {
				if strings.Contains(got.out, not) {
					t.Errorf("%s: %q in\n%s", c.name, not, got.out)
				}
			}
		}
	}
}

var tolds = []told{
	{
		name: "an address that the run itself has", linux: true,
		script: `tcp
server:
    listen 1
    accept
    recv 10
    close
    close listener
    try listen 1
client:
    connect
    send "hi"
    recv 10
    close
`,
		zh:  []string{"占着它的是本次运行自己的一个连接", "两个套接字都得在 bind 之前打开 SO_REUSEADDR"},
		en:  []string{"A connection of this run has the address still", "SO_REUSEADDR on both sockets, set before bind"},
		not: []string{"development server", "开发服务器"},
	},
	{
		name: "a reader of just what headers announce",
		script: `tcp
server:
    listen 1
    accept
    recv exactly 4
    unpack "<I" n
    recv exactly n
    recv exactly 4
    unpack "<I" m
    recv exactly m
    send upper
client:
    connect
    send pack "<I" 5 + "LOGIN" + pack "<I" 4 + "feng" cut each 3 gap 1ms
    recv 100
    close
`,
		zh:  []string{"先读头部里的长度，再收正好那么多字节：4 次读取"},
		en:  []string{"Read exactly what was announced", "4 reads in "},
		not: []string{"Split  ", "被拆开  ", "only part of a message"},
	},
	{
		name: "a reader that takes a header's worth and hopes for the rest",
		script: `tcp
server:
    listen 1
    accept
    recv exactly 4
    unpack "<I" n
    recv 100
    send "ok"
client:
    connect
    send "\t\0\0\0LOGINfeng" cut 9, 4 gap 30ms
    recv 100
    close
`,
		en:  []string{"only part of a message"},
		not: []string{"Read exactly what was announced", "要多少收多少"},
	},
	{
		name: "what the decoder could not read is why the rest was lost",
		script: `tcp
server:
    listen 1
    accept
    codec resp
    recv frame by 9
client:
    connect
    send "=15\r\ntxt:Some string\r\n"
    recv 10
`,
		en:    []string{"RESP3"},
		zh:    []string{"RESP3"},
		order: []string{"The decoder failed", "Bytes were lost"},
	},
	{
		name: "a header read in the wrong byte order announced more than came",
		script: `tcp
server:
    listen 1
    accept
    recv exactly 2
    unpack "<H" n
    recv exactly n
client:
    connect
    send pack "!H" len + "hello"
    close
`,
		en:  []string{"End of stream"},
		zh:  []string{"流结束"},
		not: []string{"The boundaries are back", "It happened to match", "边界找回来了", "这次正好对上"},
	},
	{
		name: "a receive that times out while bytes wait in the decoder",
		script: `tcp
server:
    listen 1
    accept
    codec line
    recv frame
    timeout 50ms
    try recv 5
client:
    connect
    send "first\nother"
    wait server end
`,
		en: []string{"timed out", "5 bytes that had come before (bytes 7–11) are in the decoder, not in the socket"},
		zh: []string{"先前收到的 5 个字节（第 7–11 字节）在解码器里，不在套接字里"},
	},
	{
		name: "a receive that matched beside bytes that were lost",
		script: `tcp
server:
    listen 1
    accept
    recv 10
    wait client send 2
client:
    connect
    send "hello"
    wait server recv
    send "feng"
`,
		en:  []string{"Bytes were lost"},
		zh:  []string{"有字节丢了"},
		not: []string{"It happened to match", "这次正好对上"},
	},
}
