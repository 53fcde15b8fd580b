package view

import "stickylab/lab/catalog"

// zhScale are the texts of looking at a long run: its strip, following, measuring.
var zhScale = catalog.Texts{
	"minimap.label":        "整次运行",
	"js.minimap.from":      "视野的开头",
	"js.minimap.to":        "视野的结尾",
	"js.minimap.follow":    "跟随",
	"js.minimap.following": "跟着运行的末尾走。",
	"js.minimap.still":     "视野不再移动。",
	"js.measure.from":      "起点 {0}，再按一次 M 量到终点。",
	"js.measure.result":    "Δt {0} · {1} 次调用 · 发出 {2} 字节 · 收到 {3} 字节",
	"js.strip.sends":       "{0} 次发送",
}
