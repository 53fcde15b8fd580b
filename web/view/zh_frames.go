package view

import "stickylab/lab/catalog"

// zhFrames are the texts of framed steps and of what decoders find.
var zhFrames = catalog.Texts{
	"said.decoded":       "解码器把边界找回来了",
	"said.decoded.fault": "解码器出错以前",
	"said.decoded.text":  "{0}的解码器从 {2} 次接收里取出了 {1} 帧。其中 {3} 次收到的不是正好一整块：多出来的留给下一帧，不够的就再等。",
	"said.decoded.exact": "{0}的解码器从 {2} 次接收里取出了 {1} 帧。",

	"why.decode.frame":     "这一帧是{0}：头部 {1} 字节，正文 {2} 字节，分隔符或填充 {3} 字节",
	"why.decode.has":       "这一帧已经有了{0}",
	"why.decode.skip":      "这一帧已经放弃，剩下的字节正在跳过",
	"why.decode.delimiter": "还没有等到分隔符，不知道这一帧有多长",
	"why.decode.announced": "头部宣布的长度是 {0}：一共要 {1} 字节，现在有 {2} 字节",
	"why.decode.needs":     "要有 {0} 字节才能往下读，现在有 {1} 字节",

	"step.codec":     "从这里起，send frame 和 recv frame 用这种方式分帧；双方要写一样的。",
	"step.codecs":    "别的编解码器：变长整数、分隔符、一行一条、定长、JSON 头部，以及几种真实协议。",
	"step.frame":     "发一帧：编解码器给内容加上头部或分隔符。",
	"step.cut":       "把一次发送切成几段，一段一次调用，中间停 10ms；cut each 1 是一个字节一段。",
	"step.recvframe": "收到正好一帧为止，每次最多收 3 个字节（不写就是 1024），多收的留给下一帧。",
	"step.file":      "生成一个 5000 字节的文件发出去；recv file 收下它，核对大小和 MD5。",

	"script.codecs":       "编解码器",
	"script.codecs.about": "codec 后面可以写的内容，就是语法里的 CODEC。",
}
