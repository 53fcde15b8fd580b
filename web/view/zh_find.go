package view

import "stickylab/lab/catalog"

var zhFind = catalog.Texts{
	"js.chip.gap":        "缺",
	"js.chip.coalesced":  "粘",
	"js.chip.split":      "拆",
	"js.chip.truncated":  "截",
	"js.chip.lost":       "失",
	"js.chip.dropped":    "失",
	"js.chip.held":       "留",
	"js.chip.resent":     "重",
	"js.chip.short":      "短",
	"js.chip.empty":      "空",
	"js.chip.failed":     "错",
	"js.chip.waiting":    "等",
	"js.chip.decoded":    "✓",
	"js.chip.framed":     "✓",
	"js.chip.exact":      "✓",
	"js.chip.eof":        "完",
	"js.chip.ending":     "停",
	"js.chip.lost-bytes": "失",
	"chips.label":        "这次运行的结论",
	"js.chip.before":     "上一处：{0}",
	"js.chip.next":       "下一处：{0}",
	"js.chip.said":       "{0}：{1}",
	"js.chip.said.of":    "{0}，第 {2} 处，共 {3} 处：{1}",
}
