package view

import "stickylab/lab/catalog"

// zhRepeat are the texts of repeats: an experiment run many times over.
var zhRepeat = catalog.Texts{
	"tool.repeat":       "重复",
	"tool.repeat.group": "重复运行",
	"tool.repeat.n":     "重复多少次",
	"tool.repeat.times": "{0} 次",
	"tool.repeat.other": "其他…",
	"tool.repeat.own":   "重复几次，1 到 {0}",

	"repeat.title":   "重复运行的结果",
	"repeat.about":   "这些运行一个接一个地做，不同时进行：同时跑会互相抢处理器，各种结果的比例就变了。",
	"repeat.outcome": "每次 recv 拿到什么",
	"repeat.runs":    "次数",
	"repeat.share":   "占比与 95% 区间",
	"repeat.look":    "看一次",

	"repeat.joined":   "{0} {1} 次",
	"repeat.comma":    "、",
	"repeat.rest":     "还有 {0} 种结果没有列出，共 {1} 次。",
	"repeat.failed":   "有 {0} 次没有正常结束。",
	"repeat.eof":      "b''（流结束）表示对方已经关闭、流已经读完：它不是一条空消息，也不是粘包的症状。",
	"repeat.empty":    "b''（空数据报）表示真的收到了一个 0 字节的数据报，它是一条空消息，不是流结束。",
	"repeat.alike":    "{0} 次全都一样，不等于永远一样：如果还有别的结果，它的占比多半不超过 {1}。",
	"repeat.interval": "95% 区间（Wilson 区间）：一直重复下去，真实的占比有 95% 的把握落在横线两端之间；次数越多，横线越短。",

	"problem.repeat.gone":        "没有这次重复",
	"problem.repeat.gone.detail": "它已经结束，或者从来没有开始过。",

	"js.repeat.progress":   "{0} / {1}",
	"js.repeat.left":       "{0} / {1}，大约还要 {2}",
	"js.repeat.seconds":    "{0} 秒",
	"js.repeat.minutes":    "{0} 分钟",
	"js.repeat.bar":        "重复的进度",
	"js.repeat.done":       "重复 {0} 次，出现 {1} 种结果。",
	"js.repeat.stopped":    "停在第 {0} 次（原定 {1} 次），出现 {2} 种结果。",
	"js.repeat.first":      "最多的一种有 {0} 次，占 {1}：{2}",
	"js.repeat.number":     "请写一个 1 到 {0} 的整数。",
	"js.repeat.look":       "看一次",
	"js.repeat.look.of":    "看一次，在时间线上：{0}",
	"js.repeat.before":     "上一次",
	"js.repeat.after":      "下一次",
	"js.repeat.which":      "时间线上是这种结果的第 {0} 次，共 {1} 次（全部的第 {2} 次）",
	"js.repeat.page":       "这次运行的网页",
	"js.repeat.gone":       "最早的 {0} 次已经不再保留，只算在次数里，不能再打开。",
	"js.repeat.gone.group": "这种结果的各次运行都已经不再保留。",
	"js.repeat.stale":      "程序后来改动过：下面是改动之前的程序重复运行的结果。",
	"js.repeat.lost":       "连接断了，只剩下已经收到的结果。",
	"js.repeat.busy":       "正在运行，结束以后再看。",

	"cli.ran":                "共 {0} 次，其中 {1} 次没有正常结束",
	"cli.progress":           "{0} / {1}",
	"cli.repeats":            "一次“重复”最多运行几次",
	"cli.repeats-per-client": "一个客户端同时进行的“重复”数",
	"cli.column.outcome":     "结果",
	"cli.column.runs":        "次数",
	"cli.column.share":       "占比",
	"cli.column.range":       "95% 区间",
	"cli.column.verdict":     "判定",
}
