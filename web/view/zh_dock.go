package view

import "stickylab/lab/catalog"

// zhDock are the words of what stands around a timeline.
var zhDock = catalog.Texts{
	"nav.list":         "目录",
	"nav.place":        "课程中的位置",
	"drawer.key":       "课程目录（按 C 键打开）",
	"drawer.close":     "关闭目录",
	"lesson.number":    "第 {0} 课，共 {1} 课",
	"lesson.before.is": "上一课：{0}",
	"lesson.next.is":   "下一课：{0}",
	"run.bar":          "运行",
	"pane.fold":        "收起左栏",
	"dock.fold":        "收起下栏",
	"dock.label":       "运行的各个方面",
	"dock.program":     "程序",
	"dock.timeline":    "时间线",
	"dock.findings":    "结论",
	"dock.differences": "差别",
	"dock.selection":   "选中",
	"dock.events":      "事件",
	"dock.segments":    "线路",
	"dock.compare":     "对照",
	"dock.before":      "上一次",
	"dock.run":         "时间线",
	"dock.sent":        "发送的帧",
	"dock.cure":        "换你来治",
	"dock.repeat":      "重复",
	"dock.why":         "为什么",
	"dock.facts":       "这次运行",
	"dock.examples":    "例子",
	"dock.steps":       "怎么写",
	"dock.grammar":     "语法",
	"split.pane":       "左栏的宽度",
	"split.dock":       "下栏的高度",
	"split.keys":       "拖动，或用方向键改变大小；按 Enter 收起或展开",
	"js.pane.folded":   "左栏已收起",
	"js.pane.shown":    "左栏已展开",
	"js.dock.folded":   "下栏已收起",
	"js.dock.shown":    "下栏已展开",

	"tool.projector":     "投影模式",
	"tool.projector.key": "投影模式：大字，只留时间线（P 键）",
	"js.projector.on":    "已进入投影模式，按 Esc 或 P 键退出",
	"js.projector.off":   "已退出投影模式",

	"lesson.literal":       "{0} 第 {1} 行 {2}",
	"lesson.literal.of":    "{0} 的参数",
	"lesson.literal.value": "可改的值",
	"lesson.literal.nth":   "{0}，{2} 个里的第 {1} 个",

	// dock.tab tells the tab of 19 events from a link to event 19.
	"dock.tab": "一栏",
}
