package record

import (
	"errors"
	"fmt"

	"stickylab/lab"
	"stickylab/lab/catalog"
)

// texts are those of a TraceError.
var texts = catalog.New(chinese, english)

var english = catalog.Texts{
	// Where it is, and what it is.
	"wrong":       "The trace cannot be opened: {0}: {1}.",
	"at":          "byte {0}",
	"at.events":   "event {0} ({1})",
	"at.segments": "segment {0} ({1})",
	"at.programs": "program {0} ({1})",
	"at.conns":    "conn {0} ({1})",
	"at.member":   "{0}, {1}",

	// The file.
	"ends":     "the file ends here, before the trace does; it may have been cut off",
	"read":     "the file could not be read on",
	"follows":  "something follows the end of the trace; a file holds one trace",
	"json":     "this is no JSON",
	"unfit":    "the value is none that this member can have",
	"object":   "a trace is a JSON object and begins with {",
	"twice":    "this member is there twice; once is right",
	"utf8":     "the text is not valid UTF-8",
	"deep":     "values are nested more than {0} deep, and nothing in a trace is",
	"kind":     "there is {0} where {1} should be",
	"long":     "the value is longer than what a run within the limits of this lab has there",
	"limit":    "that is above a limit of this lab: {0}",
	"late":     "this member must stand before the events",
	"no-trace": "the file has no {0}, which every trace that this lab writes has",

	// The head.
	"version":     "version {0} is unknown; this lab reads the versions 1 to {1}",
	"transport":   "transport {0} is unknown; it is one of {1}",
	"peer-twice":  "two peers are called {0}; each has a name of its own",
	"peer-name":   "the name of a peer has 1 to {0} bytes",
	"peer":        "peer {0} is unknown; the trace has {1}",
	"peer-kind":   "kind {0} is unknown; it is scripted, guest, watched or outside",
	"file-twice":  "{0} is there twice; once is right",
	"end":         "no run ends with {0}; it is done, stopped, limit, error or unfinished, or nothing where the run went on",
	"text-length": "the text has {0} bytes; at most {1} are right",

	// An event or a segment.
	"seq":          "its seq is {0} and must be {1}: events are numbered from 1 in their order, with none left out",
	"call":         "call {0} is unknown; it is one of {1}",
	"verdict":      "verdict {0} is unknown; it is exact, coalesced, split, truncated or lost",
	"joined":       "queue {0} is unknown; it is send queue, receive queue, both or unknown",
	"flag":         "flag {0} is unknown; it is one of {1}",
	"number":       "this must be a whole number from {0} to {1}",
	"times":        "it ends at {0}, before it starts at {1}",
	"data":         "got is {0}, but there are {1} bytes of data; both must be the same",
	"datagram":     "a datagram of {0} bytes cannot have brought {1}",
	"head":         "{0} bytes of header are more than the {1} that were sent",
	"conn-peer":    "socket {0} is one of {1}; only that peer can use it",
	"own-stream":   "a send goes into the stream of its own socket, {0}, and not of {1}",
	"overlap":      "bytes from {0} on of what socket {1} sent were there already: the next are those from {2} on",
	"stream-peers": "what socket {0} sends is received by socket {1}; it cannot go to {2} too",
	"part":         "part {0} of a frame is unknown",
	"via":          "there are {0} origins; at most {1} are right",

	// Kinds of values.
	"kind.string": "a text", "kind.number": "a number", "kind.bool": "true or false", "kind.list": "a list", "kind.object": "an object",
	"kind.null": "null", "kind.base64": "bytes in base64", "kind.whole": "a whole number that fits", "kind.value": "a value",
	"kind.list-of-texts": "a list of texts",

	// Limits.
	"limit.trace-events": "at most {0} events", "limit.trace-segments": "at most {0} segments",
	"limit.trace-bytes": "at most {0} bytes sent and received", "limit.peers": "at most {0} peers", "limit.conns": "at most {0} conns",
	"limit.programs": "programs of at most {0} bytes in all", "limit.program-argument": "names and arguments of at most {0} bytes",
	"limit.program-arguments": "at most {0} arguments", "limit.program-files": "at most {0} files of a program",
	"limit.program-file": "files of at most {0} bytes", "limit.stored": "opened at most {0} times", "limit.claims": "at most {0} claims",
}

var chinese = catalog.Texts{
	"wrong":       "这份记录打不开：{0}：{1}。",
	"at":          "第 {0} 个字节之后",
	"at.events":   "第 {0} 个事件（{1}）",
	"at.segments": "第 {0} 个报文段（{1}）",
	"at.programs": "第 {0} 个程序（{1}）",
	"at.conns":    "第 {0} 个套接字（{1}）",
	"at.member":   "{0}的 {1}",

	"ends":     "文件到这里就没有了，而记录还没有完；文件可能被截断了",
	"read":     "文件读不下去了",
	"follows":  "记录结束之后还有内容；一个文件只能放一份记录",
	"json":     "这里不是 JSON",
	"unfit":    "这个成员不能有这样的值",
	"object":   "记录是一个 JSON 对象，应当以 { 开头",
	"twice":    "这个成员出现了两次；只能出现一次",
	"utf8":     "这段文字不是合法的 UTF-8",
	"deep":     "嵌套超过了 {0} 层，而记录里没有这么深的东西",
	"kind":     "这里是{0}，应当是{1}",
	"long":     "这个值太长，在这个实验室的限制之内，没有一次运行会这么长",
	"limit":    "超出了这个实验室的限制：{0}",
	"late":     "这个成员必须写在 events 之前",
	"no-trace": "文件里没有 {0}，而这个实验室写的每份记录都有",

	"version":     "不认识版本 {0}；这个实验室能读版本 1 到 {1}",
	"transport":   "不认识传输方式 {0}；可以是 {1}",
	"peer-twice":  "有两个参与者都叫 {0}；每个参与者要有自己的名字",
	"peer-name":   "参与者的名字应当有 1 到 {0} 个字节",
	"peer":        "没有叫 {0} 的参与者；这份记录里有 {1}",
	"peer-kind":   "不认识种类 {0}；可以是 scripted、guest、watched 或 outside",
	"file-twice":  "{0} 出现了两次；只能出现一次",
	"end":         "没有运行会以 {0} 结束；可以是 done、stopped、limit、error 或 unfinished，运行还没有结束时是空的",
	"text-length": "这段文字有 {0} 个字节，最多只能有 {1} 个",

	"seq":          "它的 seq 是 {0}，应当是 {1}：事件按顺序从 1 开始编号，中间不能缺",
	"call":         "不认识调用 {0}；可以是 {1}",
	"verdict":      "不认识判定 {0}；可以是 exact、coalesced、split、truncated 或 lost",
	"joined":       "不认识队列 {0}；可以是 send queue、receive queue、both 或 unknown",
	"flag":         "不认识标志 {0}；可以是 {1}",
	"number":       "这里应当是从 {0} 到 {1} 的整数",
	"times":        "它在 {0} 结束，却在 {1} 才开始",
	"data":         "got 是 {0}，data 却有 {1} 个字节；两者必须一样",
	"datagram":     "{0} 个字节的数据报带不来 {1} 个字节",
	"head":         "头部有 {0} 个字节，比发出的 {1} 个还多",
	"conn-peer":    "套接字 {0} 是 {1} 的；只有它能用",
	"own-stream":   "send 的字节进入自己的套接字 {0} 的流，而不是 {1} 的",
	"overlap":      "从 {0} 开始的字节（套接字 {1} 发出的）前面已经有过了：接下来的应当从 {2} 开始",
	"stream-peers": "套接字 {0} 发出的由套接字 {1} 接收，不能又到 {2} 那里",
	"part":         "不认识帧的部分 {0}",
	"via":          "有 {0} 个来源，最多只能有 {1} 个",

	"kind.string": "文字", "kind.number": "数字", "kind.bool": "true 或 false", "kind.list": "列表", "kind.object": "对象",
	"kind.null": "null", "kind.base64": "base64 写的字节", "kind.whole": "放得下的整数", "kind.value": "一个值",
	"kind.list-of-texts": "文字的列表",

	"limit.trace-events": "最多 {0} 个事件", "limit.trace-segments": "最多 {0} 个报文段",
	"limit.trace-bytes": "收发合计最多 {0} 个字节", "limit.peers": "最多 {0} 个参与者", "limit.conns": "最多 {0} 个套接字",
	"limit.programs": "所有程序合计最多 {0} 个字节", "limit.program-argument": "名字和参数最多 {0} 个字节",
	"limit.program-arguments": "最多 {0} 个参数", "limit.program-files": "一个程序最多 {0} 个文件",
	"limit.program-file": "一个文件最多 {0} 个字节", "limit.stored": "最多打开过 {0} 次", "limit.claims": "最多 {0} 条不同的说法",
}

// limitWords are a *lab.LimitError in words.
type limitWords struct{ error }

// In returns the limit.
func (l limitWords) In(lang string) string {
	limit := (*lab.LimitError)(nil)
	if errors.As(l.error, &limit) && texts.Has("limit."+limit.Name) {
		return texts.Text(lang, "limit."+limit.Name, limit.Max)
	}
	return fmt.Sprint(l.error)
}
