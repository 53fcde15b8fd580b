package view

// zhWire are the texts of the wire: captured segments and what says why.
var zhWire = catalogue{
	"js.lane.wire.captured":     "抓到 {0} 个",
	"js.lane.wire.missed":       "抓到 {0} 个，漏掉 {1} 个",
	"js.lane.wire.datagrams":    "线路上的数据报",
	"js.wire.density":           "{0} 个报文段",
	"js.wire.density.datagrams": "{0} 个数据报",
	"js.wire.dropped":           "队列没有位置，丢弃",
	"js.mark.again":             "重传",
	"js.segment.again":          "重传",
	"js.timeline.segments":      "线路上有 {0} 个报文段，按 W 键在调用和报文段之间切换。",
	"js.timeline.segment":       "报文段 {0}，{1} 到 {2}，{3}，序号 {4}，{5} 字节",
}
