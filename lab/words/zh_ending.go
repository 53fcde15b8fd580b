package words

import "stickylab/lab/catalog"

var zhEndings = catalog.Texts{
	"run.detail":             "（{0}）",
	"run.going":              "还在运行，刷新可看最新结果",
	"js.end.done":            "全部执行完",
	"js.end.stopped":         "被停止",
	"js.end.limit":           "到达上限",
	"js.end.error":           "出错结束",
	"end.title.stopped":      "运行被停止",
	"end.title.limit":        "到达上限",
	"end.title.error":        "出错结束",
	"end.sentence":           "{0}。",
	"end.detail.stopped":     "有程序还没有执行完，运行就被停止了",
	"end.detail.limit":       "到了脚本自己用 limit 规定的时间",
	"end.detail.run-time":    "到了实验室允许一次运行的最长时间",
	"end.detail.events":      "这次运行的事件数到了实验室的上限",
	"end.detail.bytes":       "这次运行收发的字节数到了实验室的上限",
	"end.detail.live-events": "正在进行的运行一共的事件数到了实验室的上限",
	"end.detail.live-bytes":  "正在进行的运行一共收发的字节数到了实验室的上限",
	"end.detail.steps":       "循环一直空转，没有做任何调用",
	"end.detail.error":       "{0}的程序停在脚本第 {1} 行：{2}() 出错（{3}）",
	"js.end.unfinished":      "写文件的时候运行还没有结束",
	"end.title.unfinished":   "还没有结束",
}
