package view

import "stickylab/lab/catalog"

// zhStored are the texts of stored traces.
var zhStored = catalog.Texts{
	"stored.label":      "这次运行从哪里来",
	"stored.not-here":   "来自文件，不是这里测的。",
	"stored.heading":    "来自文件：{0}",
	"stored.unnamed":    "没有名字的文件",
	"stored.at":         "打开于 {0} UTC",
	"stored.by":         "打开的人：{0}",
	"stored.system":     "文件里写着是在 {0} 上做的",
	"stored.no-system":  "文件没有写是在哪里做的",
	"stored.before":     "之前已经打开过 {0} 次",
	"stored.otherwise":  "文件谁都可以写，所以判定是根据其中的调用和字节重新算出来的，见下面。这几处文件里写的不一样：",
	"stored.event":      "第 {0} 个事件",
	"stored.claim":      "：文件里写的是{0}。",
	"stored.no-verdict": "没有判定",
	"stored.stream":     "，取自套接字 {0} 发出的、从第 {1} 个起的字节",
	"stored.more":       "还有 {0} 处",
	"stored.run":        "在这里运行文件里要求的实验",

	"trace.choose": "存下来的记录（JSON）",
	"trace.open":   "打开",
	"trace.drop":   "也可以把文件拖到页面上的任何地方。",

	"js.trace.opening": "正在打开 {0} …",
	"js.trace.dropped": "松开就打开这份记录。",
	"js.trace.one":     "一次只能打开一个文件：一次运行的记录。",
	"js.trace.failed":  "文件没能送到。实验室还在运行吗？",

	"problem.trace":             "这份记录打不开",
	"problem.trace.none":        "没有选择文件",
	"problem.trace.none.detail": "请先选择一个记录文件：由这个实验室写出来的 JSON。",

	"cli.replay":        "用法：stickylab replay 文件|- [选项]",
	"cli.replay-which":  "请写一个记录文件的名字，或者用 - 表示标准输入",
	"cli.replay-format": "不打开网页，而是把记录按这种`格式`打印出来：text 或 json",
	"cli.replay-bad":    "没有格式“{0}”：请用 text 或 json",
}
