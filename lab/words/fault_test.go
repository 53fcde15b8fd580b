package words

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/frame"
)

func TestWhatIsWrongWithAFrameIsToldInWords(t *testing.T) {
	fault := &frame.Error{Kind: frame.KindTooLong, Length: 12, Max: 8}
	f := findings.Failed{Where: findings.Where{Peer: "client", Call: lab.CallSend, Seq: 9}, Err: "too-long", Fault: fault}
	for lang, want := range map[string]struct{ title, part string }{
		"zh": {"send() 出错：帧太长", "客户端的 send() 没有成功（事件 9）。"},
		"en": {"Send() failed: frame too long", "Send() of the client did not succeed (event 9). "},
	} {
		title, text := Sentence(lang, f, 0)
		if !strings.EqualFold(title, want.title) || !strings.HasPrefix(strings.ToLower(text), strings.ToLower(want.part)) ||
			!strings.Contains(text, "12") || !strings.Contains(text, "8") || strings.Contains(text, "{") {
			t.Errorf("%s: %s: %s", lang, title, text)
		}
	}
	e := lab.Event{Seq: 9, Call: lab.CallSend, Err: "too-long", Fault: fault}
	if got := rowNote("zh", e, streams{}); got != "帧太长" {
		t.Errorf("the row says %q", got)
	}
}

// Beside what Python's struct says stands how many bytes there were, and what that means.
func TestWhatPythonsStructSaysIsTold(t *testing.T) {
	for _, test := range []struct {
		text   string
		had    int
		en, zh string
	}{
		{"unpack requires a buffer of 4 bytes", 0, "buffer of 4 bytes. It had none: the receive before had returned b''.", "buffer of 4 bytes。它一个字节也没有"},
		{"unpack requires a buffer of 4 bytes", 2, "buffer of 4 bytes. It had 2: a recv returns what is there", "buffer of 4 bytes。它只有 2 个字节"},
		{"unpack requires a buffer of 4 bytes", 9, "buffer of 4 bytes. It had 9: more than the header", "buffer of 4 bytes。它有 9 个字节"},
		{"a bytes-like object is required, not 'NoneType'", 0, "not 'NoneType'", "not 'NoneType'"},
	} {
		unpack := findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallUnpack}, Err: "struct.error", Text: test.text, Had: test.had}
		for lang, want := range map[string]string{"en": test.en, "zh": test.zh} {
			if _, text := Sentence(lang, unpack, 0); !strings.Contains(text, want) {
				t.Errorf("%d bytes: %s, want %s", test.had, text, want)
			}
		}
	}
}
