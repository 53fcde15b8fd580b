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
}
