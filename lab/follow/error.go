package follow

import "stickylab/lab/catalog"

// Error is why a capture cannot be followed, or not to its end.
type Error struct {
	// Kind names the text.
	Kind string
	// Packet is the packet that it is about, or how many there are; Link the link type.
	Packet, Link int
	Cause        error
}

// Error says it in English.
func (e *Error) Error() string { return e.In("en") }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// In says it in "zh" or "en".
func (e *Error) In(lang string) string {
	cause := ""
	if e.Cause != nil {
		cause = e.Cause.Error()
	}
	if e.Kind == "link" {
		return texts.Text(lang, "link", e.Link)
	}
	return texts.Text(lang, e.Kind, e.Packet, cause)
}

// Bare returns why a capture has nothing to read, nil where some side sent a byte.
func (c *Capture) Bare() *Error {
	for _, conn := range c.Conns {
		for _, way := range conn.Ways {
			if len(way.Runs) > 0 {
				return nil
			}
		}
	}
	if c.Fragments > 0 {
		return &Error{Kind: "bare/fragments", Packet: c.Fragments}
	}
	return &Error{Kind: "bare", Packet: c.Packets}
}

var texts = catalog.New(catalog.Texts{
	"magic":  "这不是 pcap 或 pcapng 文件：开头四个字节应当是 d4c3b2a1、a1b2c3d4、4d3cb2a1、a1b23c4d 或 0a0d0d0a。",
	"header": "抓包文件的开头读不懂（{1}）。请在 Wireshark 里打开，再另存为 pcapng。",
	"link":   "这个文件的链路类型是 {0}，这里读不了。能读的是 Ethernet（1）、BSD 回环（0、108）、裸 IP（12、14、101、228、229）、Linux cooked（113、276）。",
	"broken": "从第 {0} 个包起文件是坏的（{1}），只用了前面的包。",
	"none":   "{0} 个包里没有 TCP。",
	"bare":   "这 {0} 个包里的 TCP 连接没有带任何字节。",

	"bare/fragments": "TCP 连接的字节在 {0} 个 IP 分片里，这里不重组分片。",

	"packets":   "抓包文件：{0} 个包，{1} 条 TCP 连接。",
	"other":     "{0} 个包不是 TCP，或者读不懂。",
	"fragments": "{0} 个 IP 分片没有拼起来，里面的字节这里没有。",
	"cut":       "{0} 个包抓的时候只留了前一部分，后面的字节当作缺失。抓包时请用 -s 0。",
	"more":      "连接太多：只跟了前 {0} 条，另外 {1} 个包没有用。",
	"full":      "文件太大：只读了前 {0} 个包。",
	"way":       "{0} → {1}：{2} 个字节",
	"way/gap":   "{0} → {1}：缺口之后，从偏移 {3} 起的 {2} 个字节",
	"start":     "没有看到连接的开头（SYN），前面可能还有字节，第一帧可能不完整。",
	"end":       "没有看到连接的结束（FIN、RST），后面可能还有字节。",
	"gap":       "前 {0} 个字节之后缺 {1} 个字节，两边没有接起来：只用了选中的这一段。",
	"gap/first": "开头缺 {1} 个字节。",
	"lost":      "缺口太多，还有 {0} 段没有列出来。",
	"repeated":  "重传或重复抓到 {0} 个字节，只取一次。",
	"differing": "其中 {0} 个字节两次抓到的不一样，用先抓到的。",
}, catalog.Texts{
	"magic":  "This is no pcap or pcapng file: the first four bytes would be d4c3b2a1, a1b2c3d4, 4d3cb2a1, a1b23c4d or 0a0d0d0a.",
	"header": "The beginning of the capture cannot be read ({1}). Open it in Wireshark and save it as pcapng.",
	"link":   "The link type of this file is {0}, which cannot be read here. Ethernet (1), BSD loopback (0, 108), raw IP (12, 14, 101, 228, 229) and Linux cooked (113, 276) can.",
	"broken": "The file is broken from packet {0} on ({1}); the packets in front were used.",
	"none":   "There is no TCP in {0} {0|packet|packets}.",
	"bare":   "The TCP connections of {0|this|these} {0} {0|packet|packets} carry no byte.",

	"bare/fragments": "What bytes there are lie in {0} IP {0|fragment|fragments}, which {0|is|are} not put together here.",

	"packets":   "A capture: {0} {0|packet|packets}, {1} TCP {1|connection|connections}.",
	"other":     "{0} {0|packet is|packets are} no TCP, or cannot be read.",
	"fragments": "{0} IP {0|fragment was|fragments were} not put together; their bytes are not here.",
	"cut":       "Of {0} {0|packet|packets} only the beginning was captured; the rest is missing. Capture with -s 0.",
	"more":      "Too many connections: the first {0} were followed, {1} {1|packet was|packets were} not used.",
	"full":      "The file is too large: only the first {0} packets were read.",
	"way":       "{0} → {1}: {2} {2|byte|bytes}",
	"way/gap":   "{0} → {1}: behind a gap, {2} {2|byte|bytes} from offset {3} on",
	"start":     "The beginning of the connection (SYN) was not seen: bytes may be missing in front, and the first frame may not be whole.",
	"end":       "The end of the connection (FIN, RST) was not seen: more bytes may follow.",
	"gap":       "{1} {1|byte is|bytes are} missing behind the first {0}. The sides were not joined: only the chosen part is used.",
	"gap/first": "{1} {1|byte is|bytes are} missing at the beginning.",
	"lost":      "There are too many gaps: {0} more {0|part is|parts are} not listed.",
	"repeated":  "{0} {0|byte|bytes} came more than once and {0|was|were} taken once.",
	"differing": "{0} of them {0|was another|were others} the second time; the first are used.",
})

// Label names a run in "zh" or "en".
func (c *Capture) Label(lang string, p Place) string {
	w, r := &c.Conns[p.Conn].Ways[p.Way], c.run(p)
	kind := "way"
	if p.Run > 0 {
		kind = "way/gap"
	}
	return texts.Text(lang, kind, w.From.String(), w.To.String(), len(r.Data), r.At)
}

// Said says in "zh" or "en" what the file has, and what it lacks of a run's way.
func (c *Capture) Said(lang string, p Place) []string {
	all := []string{texts.Text(lang, "packets", c.Packets, len(c.Conns))}
	say := func(key string, n int, args ...any) {
		if n > 0 {
			all = append(all, texts.Text(lang, key, args...))
		}
	}
	say("other", c.Other, c.Other)
	say("fragments", c.Fragments, c.Fragments)
	say("cut", c.Cut, c.Cut)
	say("more", c.More, MaxConns, c.More)
	if c.Full {
		all = append(all, texts.Text(lang, "full", c.Packets))
	}
	if c.Broken != nil {
		all = append(all, c.Broken.In(lang))
	}
	return append(all, c.Conns[p.Conn].Ways[p.Way].said(lang)...)
}

// said says what is missing of a way.
func (w *Way) said(lang string) (all []string) {
	if !w.SYN {
		all = append(all, texts.Text(lang, "start"))
	}
	if !w.FIN && !w.RST {
		all = append(all, texts.Text(lang, "end"))
	}
	at := int64(0)
	for i, r := range w.Runs {
		if i > 0 || w.SYN && r.At > 0 {
			kind := "gap"
			if i == 0 {
				kind = "gap/first"
			}
			all = append(all, texts.Text(lang, kind, at, r.At-at))
		}
		at = r.At + int64(len(r.Data))
	}
	for _, one := range []struct {
		key string
		n   int
	}{{"lost", w.Lost}, {"repeated", w.Repeated}, {"differing", w.Differing}} {
		if one.n > 0 {
			all = append(all, texts.Text(lang, one.key, one.n))
		}
	}
	return all
}
