package frame

import "stickylab/lab/catalog"

var _ = enter[Delimiter](Kind{
	Word: "line", Rank: 40,
	Preset: "line", Cures: []string{"line"}, Short: "delimiter",
	usual: Line(DefaultMax),
	is: func(c Codec) bool {
		own, ok := c.(Delimiter)
		return ok && own.lines()
	},
	Parameters: []Parameter{
		maxOf("maxLength", "new_with_max_length", func(c *Delimiter) *int { return &c.Max }),
		lateOf("failFast = false", func(c *Delimiter) *bool { return &c.Late }),
	},
	texts: catalog.New(catalog.Texts{
		"name":            "按行",
		"about":           "Netty：LineBasedFrameDecoder；tokio：LinesCodec。",
		"preset":          "按行",
		"preset/about":    "以 \\n 或 \\r\\n 结尾的行。",
		"field/max/about": "一行最多多少字节；超过就报错。",
	}, catalog.Texts{
		"name":            "Lines",
		"about":           "Netty: LineBasedFrameDecoder; tokio: LinesCodec.",
		"preset":          "Lines",
		"preset/about":    "Lines that end with \\n or \\r\\n.",
		"field/max/about": "A longer line is an error.",
	}),
})
