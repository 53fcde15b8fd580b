package claims

import "stickylab/lab/catalog"

// texts are those of the errors.
var texts = catalog.New(chinese, english)

var english = catalog.Texts{
	"line":     "{0}:{1}: {2}",
	"nothing":  "{0}: claims nothing",
	"line-end": "the end of the line",

	// A line that is not understood.
	"scan":        "{0}",
	"rest":        "{0} is not understood",
	"want":        "{0}, want {1}",
	"want-word":   "{0}, want a word",
	"want-number": "{0}, want a number",
	"want-string": "{0}, want a string",
	"peer":        "no peer is named {0}; there are: {1}",
	"call":        "no call is named {0}",
	"ordinal":     "calls are counted from 1",
	"range":       "{0}-{1} is no range",
	"bounds":      "{0} leaves no number",
	"unit":        "no unit of time is named {0}",
	"end":         "no run ends with {0}",
	"flag":        "no segment is for {0}: SYN, FIN, RST, DATA or ACK",
	"property":    "no property is named {0}",
	"queue":       "no queue is named {0}",

	// A claim that does not hold.
	"of":             "{0}: {1}",
	"is":             "{0} is {1}, want {2}",
	"ways":           "none of {0} ways: {1}",
	"not-made":       "{0} was not made",
	"captured":       "captured {0}: segments of {1} bytes, want {2}",
	"captured-flags": "captured {0}: segments {1}, want {2}",
	"made":           "the call was made: {0}",
	"no-body":        "what the program got of the frame is not known",
	"no-decode":      "it is no step of a decoder",
	"part":           "{0} of its {1} bytes were received",
	"no-fault":       "it has no fault",
	"says":           "it says {0} and {1}, want {2}",
	"no-file":        "it has no file",
	"md5":            "its MD5 is {0}",
	"lasted":         "it lasted {0}, want at least {1}",
	"ended-before":   "ended at {0} ns, {1} at {2} ns, want it before by at least {3}",
	"ended-after":    "ended at {0} ns, {1} at {2} ns, want it after by at least {3}",
	"from":           "it came from events {0}, want {1}",
}

var chinese = catalog.Texts{
	"line":     "{0}:{1}: {2}",
	"nothing":  "{0}：没有写任何断言",
	"line-end": "行尾",

	"scan":        "{0}",
	"rest":        "看不懂 {0}",
	"want":        "这里是 {0}，应当是 {1}",
	"want-word":   "这里是 {0}，应当是一个单词",
	"want-number": "这里是 {0}，应当是一个数",
	"want-string": "这里是 {0}，应当是一个字符串",
	"peer":        "没有叫 {0} 的参与者；有：{1}",
	"call":        "没有叫 {0} 的调用",
	"ordinal":     "调用从 1 数起",
	"range":       "{0}-{1} 不是一个范围",
	"bounds":      "{0} 之间没有数",
	"unit":        "没有叫 {0} 的时间单位",
	"end":         "运行不会以 {0} 结束",
	"flag":        "没有用作 {0} 的报文段：SYN、FIN、RST、DATA 或 ACK",
	"property":    "没有叫 {0} 的性质",
	"queue":       "没有叫 {0} 的队列",

	"of":             "{0}：{1}",
	"is":             "{0} 是 {1}，应当是 {2}",
	"ways":           "{0} 种情形都不成立：{1}",
	"not-made":       "没有发生 {0}",
	"made":           "这个调用发出了：{0}",
	"captured":       "captured {0}：各报文段 {1} 字节，应当是 {2}",
	"captured-flags": "captured {0}：各报文段是 {1}，应当是 {2}",
	"no-body":        "不知道程序从这一帧得到了什么",
	"no-decode":      "它不是解码器的一步",
	"part":           "它的 {1} 字节里只收到 {0} 字节",
	"no-fault":       "它没有错误",
	"says":           "它说的是 {0} 和 {1}，应当有 {2}",
	"no-file":        "它没有文件",
	"md5":            "它的 MD5 是 {0}",
	"lasted":         "它持续了 {0}，至少应当有 {1}",
	"ended-before":   "它结束于 {0} ns，{1} 结束于 {2} ns，应当至少早 {3}",
	"ended-after":    "它结束于 {0} ns，{1} 结束于 {2} ns，应当至少晚 {3}",
	"from":           "它来自事件 {0}，应当来自 {1}",
}
