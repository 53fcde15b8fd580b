package view

import (
	"testing"

	"stickylab/lab"
)

func TestAWaitForANamedPeer(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "# sync: after the 1st recv of bob (done by the lab)",
		"zh": "# 同步：等 bob 第 1 次 recv 完成（实验台做的）",
	} {
		if got := WaitTokens(lang, lab.Wait{Peer: "bob", Call: "recv", Count: 1})[0].Text; got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

func TestNth(t *testing.T) {
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 112: "112th"} {
		if got := nth("en", n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
	if got := nth("zh", 2); got != "2" {
		t.Errorf("in Chinese: got %s, want 2", got)
	}
}
