package view

import "stickylab/lab/catalog"

// zhDecoder are the texts of what decoders make of the bytes that come.
var zhDecoder = catalog.Texts{
	"js.lane.decoder":       "{0}的解码器",
	"js.lane.decoder.about": "收完整 {0} 帧",

	"js.mark.fault": "错",

	"js.arriving.label":   "正文到达的进度",
	"js.arriving.coming":  "正文已到 {0} / {1} 字节",
	"js.arriving.done":    "正文收齐，{0} 字节",
	"js.arriving.stopped": "正文只到了 {0} / {1} 字节",
}
