package view

// zhScripted are the texts that the browser's modules say; their keys reach
// the page without the "js." in front.
var zhScripted = catalogue{
	"js.verdict.exact":     "完整",
	"js.verdict.coalesced": "粘连",
	"js.verdict.split":     "拆开",
	"js.verdict.truncated": "截断",
	"js.verdict.lost":      "丢失",
	"js.joined.send":       "在发送队列",
	"js.joined.receive":    "在接收队列",
	"js.joined.both":       "在两个队列",
	"js.joined.unknown":    "位置未知",

	"js.note.eof":      "对方已关闭,流结束",
	"js.note.waited":   "等待过",
	"js.note.datagram": "数据报共 {0} 字节",
	"js.note.lost":     "没有被收到",

	"js.end.done":    "全部执行完",
	"js.end.stopped": "被停止",
	"js.end.limit":   "到达上限",
	"js.end.error":   "出错结束",

	"js.run.starting":       "正在启动…",
	"js.run.waiting":        "{0} 正在等待 {1}()",
	"js.run.result.waiting": "等待中…",
	"js.run.again":          "连接断开,正在重新连接…",
	"js.run.ended":          "运行结束:{0},共 {1} 个事件。",
	"js.run.failed":         "服务器没有回应,请确认实验室还在运行。",
	"js.run.gone":           "这次运行的记录已经不在服务器上了。",

	"js.guess.first":    "先选一个答案,再按运行。",
	"js.guess.kept":     "已选好,运行看看。",
	"js.guess.right":    "猜对了,这一次正是这样。",
	"js.guess.wrong":    "和猜的不一样,看看时间线上发生了什么。",
	"js.guess.shown":    "打勾的是这一次实际出现的结果。",
	"js.guess.none":     "这一次的结果不在这几个答案里。",
	"js.guess.held":     "这一次出现了",
	"js.guess.yours":    "你猜的",
	"js.share.copied":   "已复制",
	"js.share.copy":     "请手动复制",
	"js.repeat.running": "第 {0} 次,共 {1} 次",
	"js.repeat.count":   "{0} 次",
	"js.repeat.done":    "重复 {0} 次,出现 {1} 种结果。",

	"js.inspect.call":    "{0} · {1}() · 事件 {2}",
	"js.inspect.offset":  "偏移",
	"js.inspect.hex":     "十六进制",
	"js.inspect.text":    "文本",
	"js.inspect.from":    "来自",
	"js.inspect.none":    "这次调用没有传输字节。",
	"js.inspect.message": "消息 {0}:事件 {1} 的第 {2} 到 {3} 字节,{4}",
	"js.inspect.own":     "这次发送的 {0} 字节是消息 {1}",
	"js.inspect.header":  "其中前 {0} 字节是头部(虚线框)",
	"js.inspect.cut":     "只列出前 {0} 字节,共 {1} 字节。",
	"js.inspect.queues":  "调用之后:发送队列 {0} 字节,接收队列 {1} 字节",
	"js.inspect.unknown": "来源未知",

	"js.table.more": "再列 {0} 行(还有 {1} 行)",
}
