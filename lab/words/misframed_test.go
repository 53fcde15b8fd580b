package words

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/frame"
)

// Frames that are not the messages are told by message and byte, in both
// languages, and never as boundaries that were found.
func TestFramesThatAreNotTheMessages(t *testing.T) {
	server := findings.Where{Peer: "server", Call: lab.CallDecode, Seq: 9}
	odd := func(messages, begun int) *findings.Mismatch {
		return &findings.Mismatch{Where: server, Stream: 2, Frame: 2, Off: 4, Len: 4, Messages: messages, Begun: begun}
	}
	for _, test := range []struct {
		finding    findings.Finding
		title, has string
		zh         string
	}{
		{findings.Decoded{Where: server, Frames: 3, Messages: 2, Odd: odd(2, 2)}, "3 frames, 2 messages", "Frame 2 (bytes 5–8, event 9) has bytes of 2 messages", "第 2 帧（第 5–8 字节，事件 9）有 2 条消息的字节"},
		{findings.Decoded{Where: server, Frames: 3, Messages: 2, Odd: odd(1, 1)}, "3 frames from 2 sends", "only a part of what one send gave", "只是一次发送的一部分"},
		{findings.Decoded{Where: server, Frames: 2, Messages: 2, Odd: odd(2, 0)}, "The frames are not the sends", "what 2 sends gave together", "2 次发送合在一起"},
		{findings.Decoded{Where: server, Frames: 2, Fault: "too-long"}, "After the decoder failed", "2 frames", "2 帧"},
		{findings.Decoded{Where: server, Frames: 2, Unheld: 2}, "A decoder took out frames", "2 frames", "2 帧"},
		{
			findings.Decoded{Where: server, Frames: 3, Messages: 2, Odd: odd(1, 1), Doubt: &frame.Error{Kind: frame.KindDoubt, Guesses: []frame.Guess{{Kind: frame.GuessWidth, By: 4, Codec: `length "!I"`, Frames: 2, Bytes: 18, Whole: true}}}},
			"3 frames from 2 sends", `The length field probably has 4 bytes: read by length "!I", these 18 bytes are exactly 2 frames.`, `长度字段多半是 4 个字节：按 length "!I" 读，这里的 18 个字节正好是 2 帧。`,
		},
		{findings.Waiting{Where: findings.Where{Peer: "server", Call: lab.CallRecv, Asked: 5}, Rest: 5, RestOff: 7, Stream: 2}, "Still waiting", "5 bytes that had come before (bytes 8–12) are in the decoder, not in the socket", "先前收到的 5 个字节（第 8–12 字节）在解码器里，不在套接字里"},
		{findings.EOF{Where: findings.Where{Peer: "server", Call: lab.CallRecv, Asked: 5}, InDecoder: findings.InDecoder{Rest: 5, RestOff: 7, Stream: 2}}, "End of stream", "It is not an empty message. 5 bytes that had come before (bytes 8–12) are in the decoder, not in the socket", "先前收到的 5 个字节（第 8–12 字节）在解码器里，不在套接字里"},
		{findings.Waiting{Where: findings.Where{Peer: "server", Call: lab.CallRecv, Asked: 5}, Rest: 8, RestOff: 0, Stream: 2, Needs: 9, Unended: true}, "Still waiting", "The decoder has 8 bytes (bytes 1–8), and what ends a frame is not among them", "解码器里已经有 8 个字节（第 1–8 字节），其中没有帧尾"},
		{findings.Waiting{Where: findings.Where{Peer: "server", Call: lab.CallRecv, Asked: 5}, Rest: 8, RestOff: 0, Stream: 2, Needs: 14}, "Still waiting", "The decoder has 8 bytes (bytes 1–8) of a frame that takes 14 in all", "解码器里已经有 8 个字节（第 1–8 字节），这一帧一共要 14 个"},
		{findings.Failed{Where: findings.Where{Peer: "server", Call: lab.CallRecv}, Err: lab.ErrLimit, Unmade: true, Value: "83886080", Swapped: 5}, "No recv", "In the other byte order the length is 5", "换一种字节序，这个长度就是 5"},
	} {
		title, said := Sentence("en", test.finding, 0)
		_, zh := Sentence("zh", test.finding, 0)
		if !strings.Contains(title, test.title) || !strings.Contains(said, test.has) || !strings.Contains(zh, test.zh) {
			t.Errorf("got %q, %q, %q; want %q, %q, %q", title, said, zh, test.title, test.has, test.zh)
		}
		if title == text("en", "said.decoded") {
			t.Errorf("%+v is told as boundaries that were found", test.finding)
		}
	}
}
