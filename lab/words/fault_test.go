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

func TestWhatPythonsStructSaysIsTold(t *testing.T) {
	unpack := findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallUnpack}, Err: "struct.error", Text: "unpack requires a buffer of 4 bytes"}
	if _, text := Sentence("en", unpack, 0); !strings.HasSuffix(text, unpack.Text) {
		t.Errorf("an unpack says %s", text)
	}
}
