package script

import (
	"errors"
	"testing"

	"stickylab/lab"
)

func TestAPeerOutside(t *testing.T) {
	for _, tt := range []struct {
		name, text, peer string
		port             int
	}{
		{"the default port", "tcp\nserver:\n    listen 5\n    accept\n    recv 9\nclient outside\n", "client", lab.DefaultPort},
		{"one that listen names", "tcp\nclient outside\nserver:\n    listen 5 port 9000\n    accept\n", "client", 9000},
		{"one that bind names", "tcp\nserver:\n    bind port 9001\n    listen 5\n    accept\nclient outside\n", "client", 9001},
		{"one that connect names", "tcp\nserver outside\nclient:\n    loop 2:\n        try connect port 9002\n", "server", 9002},
	} {
		e := mustParse(t, tt.text)
		m, is := Outside(e)
		if want := (Meeting{tt.peer, tt.port, tt.peer == "server"}); !is || m != want {
			t.Errorf("%s: it meets %+v, %v; want %+v", tt.name, m, is, want)
		}
		if again := Print(mustParse(t, Print(e))); again != tt.text {
			t.Errorf("%s: printed and read again it is\n%s", tt.name, again)
		}
	}
	if m, is := Outside(mustParse(t, "tcp\noutside:\n    connect\n")); is {
		t.Errorf("a peer that is called outside is one: %+v", m)
	}
}

func TestWithOutside(t *testing.T) {
	e := mustParse(t, "tcp\nlimit 2s\nserver:\n    listen 5\n    accept\n    recv 9\nclient:\n    wait server listen\n    connect\n    send \"x\"\n")
	got, err := WithOutside(e, "client")
	want := "tcp\nserver:\n    listen 5\n    accept\n    recv 9\nclient outside\n"
	if err != nil || got.Script != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got.Script, want)
	}
	for name, key := range map[string]string{"server": "wait-outside", "nobody": "no-peer"} {
		_, err := WithOutside(e, name)
		if wrong := (*Error)(nil); !errors.As(err, &wrong) || wrong.key != key {
			t.Errorf("%s outside: %v, want %s", name, err, key)
		}
	}
}
