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
		"zh": {"编码器拒绝：帧太长", "客户端的编码器没有编出这一帧（事件 9），send 没有被调用。"},
		"en": {"The encoder refused: frame too long", "The encoder of the client made no frame of it (event 9), so send was not called. "},
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

// Only what Python's struct refused is told as its; a file that could not be written is
// no fault of pack.
func TestBytesThatWereNotMade(t *testing.T) {
	made := findings.Failed{Where: findings.Where{Peer: "client", Call: lab.CallEncode, Seq: 3}}
	for err, want := range map[string][2]string{
		"struct.error": {"struct.pack() failed", "struct.pack() 出错"},
		"ENOSPC":       {"The bytes to send were not made", "要发的字节没有编出来"},
		"TypeError":    {"The bytes to send were not made", "要发的字节没有编出来"},
	} {
		made.Err = err
		for i, lang := range []string{"en", "zh"} {
			if title, text := Sentence(lang, made, 0); !strings.Contains(title, want[i]) || err != "struct.error" && strings.Contains(title+text, "struct.pack") {
				t.Errorf("%s: %q %q, want %q", err, title, text, want[i])
			}
		}
	}
}
