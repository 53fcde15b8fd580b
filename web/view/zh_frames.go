package view

import "stickylab/lab/catalog"

// zhFrames are the texts of framed steps and of what decoders find.
var zhFrames = catalog.Texts{
	"step.codec":     "从这里起，send frame 和 recv frame 用这种方式分帧；双方要写一样的。",
	"step.codecs":    "别的编解码器：变长整数、分隔符、一行一条、定长、JSON 头部，以及几种真实协议。",
	"step.frame":     "发一帧：编解码器给内容加上头部或分隔符。",
	"step.cut":       "把一次发送切成几段，一段一次调用，中间停 10ms；cut each 1 是一个字节一段。",
	"step.recvframe": "收到正好一帧为止，每次最多收 3 个字节（不写就是 1024），多收的留给下一帧。",
	"step.until":     "反复收，直到收到换行，连换行一起算；多收的留给下一次。流结束时，剩下多少算多少。",
	"step.file":      "生成一个 5000 字节的文件发出去；recv file 收下它，核对大小和 MD5。",

	"script.codecs":       "编解码器",
	"script.codecs.about": "codec 后面可以写的内容，就是语法里的 CODEC。",
}
