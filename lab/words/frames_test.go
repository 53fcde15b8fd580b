package words

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/frame"
)

func TestWhatADecoderSays(t *testing.T) {
	fault := lab.Event{
		Err: "negative", Fault: &frame.Error{Kind: frame.KindNegative, Off: 9, Length: -1}, Off: 9,
		Decode: &lab.Decode{Part: frame.PartHeader, Have: 4, Need: 4, Length: -1},
	}
	for _, c := range []struct {
		name   string
		e      lab.Event
		en, zh string
	}{
		{
			"a frame",
			lab.Event{Decode: &lab.Decode{Part: frame.PartFrame, Have: 9, Need: 9, Length: 5, Head: 4}},
			"This frame is bytes 1–9: 4 bytes of header, 5 of body, 0 behind it",
			"这一帧是第 1–9 字节：头部 4 字节，正文 5 字节，正文后面 0 字节",
		},
		{
			"a header",
			lab.Event{Off: 9, Decode: &lab.Decode{Part: frame.PartHeader, Have: 1, Need: 4, Length: -1}},
			"Of this frame there: byte 10|4 bytes are needed to go on, 1 is there",
			"这一帧已经有了第 10 字节|要有 4 字节才能往下读，现在有 1 字节",
		},
		{
			"a body",
			lab.Event{Decode: &lab.Decode{Part: frame.PartBody, Have: 6, Need: 9, Length: 5}},
			"Of this frame there: bytes 1–6|The header announced a length of 5: 9 bytes are needed in all, 6 are there",
			"这一帧已经有了第 1–6 字节|头部宣布的长度是 5：一共要 9 字节，现在有 6 字节",
		},
		{
			"a line",
			lab.Event{Decode: &lab.Decode{Part: frame.PartDelimiter, Length: -1}},
			"There is no delimiter yet, so nobody knows how long the frame is",
			"还没有等到分隔符，不知道这一帧有多长",
		},
		{
			"a frame that was given up",
			lab.Event{Decode: &lab.Decode{Part: frame.PartSkip, Have: 0, Need: 7, Length: -1}},
			"The frame was given up, and the rest of it is thrown away",
			"这一帧已经放弃，剩下的字节正在跳过",
		},
	} {
		c.e.Call = lab.CallDecode
		for lang, want := range map[string]string{"en": c.en, "zh": c.zh} {
			title, lines := Why(lang, findings.DecoderStep{Event: &c.e})
			if got := strings.Join(lines, "|"); got != want || title == "" {
				t.Errorf("%s: %q, %q, want %q", c.name, title, got, want)
			}
		}
	}
	fault.Call = lab.CallDecode
	if _, lines := Why("zh", findings.DecoderStep{Event: &fault}); len(lines) != 1 || !strings.Contains(lines[0], "-1") {
		t.Errorf("the fault: %q", lines)
	}
}
