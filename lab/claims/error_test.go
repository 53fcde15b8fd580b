package claims

import (
	"errors"
	"testing"
)

func TestTextsAreInBothLanguages(t *testing.T) {
	for _, complaint := range texts.Check() {
		t.Error(complaint)
	}
}

func TestErrorsInChinese(t *testing.T) {
	for claim, want := range map[string]string{
		`server recv 1 got`:                  "f:1: 这里是 行尾，应当是一个数",
		`bob recv 1`:                         `f:1: 没有叫 "bob" 的参与者；有：server, client`,
		`server recv 1 got 8`:                "server recv 1：got 是 9，应当是 8",
		`either end done or server recv 9`:   "2 种情形都不成立：end 是 \"limit\"，应当是 \"done\"\n没有发生 server recv 9",
		`server recv 1 before client send 1`: "server recv 1：它结束于 5 ns，client send 1 结束于 2 ns，应当至少早 1ns",
	} {
		x, err := Parse("f", claim, peers)
		if err == nil {
			err = x.Check(NewRun(joinedTrace(), peers))
		}
		var got *Error
		if !errors.As(err, &got) || got.In("zh") != want {
			t.Errorf("%s: got %v, want %s", claim, err, want)
		}
	}
}
