package frame

// chinese has the sentences in Chinese.
var chinese = words{
	between: "",
	parts: map[Part]string{
		PartHeader: "头部", PartJSON: "JSON 头部", PartBody: "正文",
		PartDelimiter: "还没有等到分隔符", PartSkip: "正在跳过一个过长的帧",
	},
	faults: map[string]string{
		KindCodec:               "编解码器的参数 %[1]s 不能是 %[2]v：%[3]s。",
		"codec/format":          "要一个只有一个整数的 struct 格式，例如 !I；或者前缀加 1 到 8 个字节，例如 !3",
		"codec/size":            "要一个字节数，长度字段只能是 1 到 8",
		"codec/offset":          "要一个从 0 起的字节数",
		"codec/adjustment":      "要一个字节数，例如长度把自己的 4 个字节也算进去时是 -4",
		"codec/strip":           "要一个从 0 起的字节数",
		"codec/max":             "要一个不超过 64 MB 的字节数，至少放得下头部",
		"codec/max-header":      "要一个从 2 到 64 MB 的字节数",
		"codec/key":             "要写明正文长度放在哪个键里",
		"codec/delimiters":      "要 1 到 8 个分隔符",
		"codec/delimiter":       "要 1 到 64 个字节",
		"codec/escape":          "要一个不在分隔符里的字节",
		KindTooLong:             "第 %d 字节处的帧要 %d 个字节，超过了上限 %d。",
		KindUnwritable:          "第 %d 字节处的帧：长度 %d 写不进长度字段，它最大只能到 %d。",
		KindNegative:            "第 %d 字节处的帧：长度是负数 %d。",
		KindShort:               "第 %d 字节处的帧只有 %d 个字节，至少要 %d 个。",
		KindNoDelimiter:         "第 %d 字节处的帧：前 %d 个字节里没有分隔符。",
		KindVarint:              "第 %d 字节处的帧：varint 过了 %d 个字节还没有结束。",
		KindJSON:                "第 %d 字节处的帧：头部不是带有长度的 JSON 对象：%s。",
		KindTruncated:           "流在第 %d 字节处的帧中间结束了：连同%s一共要 %d 个字节，只有 %d 个。",
		KindTruncated + "/open": "流在第 %d 字节处的帧中间结束了，这一帧已有 %d 个字节：%s。",
		KindDelimiter:           "消息本身在第 %d 字节处含有分隔符：要转义，或者改用长度。",
		KindPadding:             "第 %d 字节处的帧：%d 个字节的消息以填充字节结尾，解码时会被一起去掉。",
	},
	guesses: map[string]string{
		GuessText:       "这几个字节多半是文本，不是长度：%q。",
		GuessHTTP:       "这几个字节多半是一条 HTTP 消息，不是长度：%q。",
		GuessTLS:        "这几个字节多半是一个 TLS 记录，不是长度：%s。",
		GuessCharacters: "前一帧的长度多半数的是字符，不是字节：%q 被切成了两半。",
		GuessOrder:      "换一种字节序，长度就是 %d。",
		GuessShift:      "头部多半要再往后 %d 个字节才开始，那里的长度是 %d。",
		"shift/before":  "头部多半在 %d 个字节之前就开始了，那里的长度是 %d。",
	},
}
