package script

import "stickylab/lab/catalog"

// chinese are the texts of the errors. Their keys and the order of their
// arguments are those of english.
var chinese = catalog.Texts{
	// The text.
	"bytes":  "脚本太长。按标准格式写出来，最多 {0} 字节",
	"utf8":   "这里不是 UTF-8 文本。请把脚本存成 UTF-8 编码",
	"tab":    "行首用了制表符（Tab）。缩进只能用空格，每层四个",
	"quote":  `字符串没有结束。请在同一行用 " 收尾`,
	"escape": `字符串里没有 {0} 这种转义。可以用 \n \r \t \\ \"，\x 加两位十六进制数，例如 \x0a，或者 \ 加一到三位八进制数（不超过 \377），例如 \0 和 \033`,
	"wide":   "{0} 是全角符号。请改成半角的 {1}",
	"letter": "单词和名字只用字母 a 到 z、数字和 _。{0} 只能写在字符串里，或者写在 # 后面",
	"single": `字符串要放在两个 " 之间，不是两个 ' 之间`,
	"blank":  "这里是 {0}，看着像空格，其实不是。请改成普通的空格",
	"hidden": "这里是 {0}，它看不见。请删掉它",

	// 不是脚本的东西。
	"prompt":      "{0} 是 Python 交互环境的提示符。请去掉",
	"fence":       "{0} 是聊天或网页里的标记。请去掉",
	"dump":        `{0} 是十六进制转储里的一行，不是脚本。请粘贴到 /framing，或者把字节写成 send hex "00 05"`,
	"numbered":    "{0} 像是行号。请把行号去掉",
	"python-call": "这是 Python。在脚本里，这一行写成：{0}",
	"python":      "这是 Python。脚本里一行只写一个调用：先写传输方式，再写一方，例如 server:，下面写它的调用，例如 recv 10",
	"literal":     "字节写在两个 \" 之间，前面没有 b。请写成 {0}",
	"port":        "端口前面要写 port。请写成 {0}",
	"comment":     "注释以 # 开头，不是 //",
	"semicolon":   "{0} 不能结束一步。请另起一行",

	"char": `这里不能出现 {0}。字符串之外只有单词、数字和 : , + - * // % & | << >> ( ) # 这些符号；字符串写在两个 " 之间`,

	// The frame.
	"empty":          "脚本是空的。第一行先写传输方式：tcp、udp、unix stream 或 unix datagram",
	"transport":      "脚本的第一行要顶格写传输方式，这里是 {0}。请写 tcp、udp、unix stream 或 unix datagram",
	"twice":          "{0} 设置了两次。两行里请只留一行",
	"late":           "{0} 对整个运行有效。请写在第一个参与者之前",
	"no-peers":       "还没有任何参与者。请加一个，例如 server:，再把它的步骤缩进写在下面",
	"edge":           "{0} 是一个步骤，要属于某个参与者。请写在参与者名字（例如 server:）的下面，并缩进四个空格",
	"head":           "这里应该开始一个参与者，{0} 不是。请写名字加冒号，例如 server:",
	"reserved":       "{0} 是语言本身的词。请换一个名字",
	"peer-transport": "参与者这一行是名字和冒号，传输方式跟脚本不一样的，写在中间。{1} 不是传输方式。请写 {0}: 或 {0} udp:",
	"peer-twice":     "已经有一个参与者叫 {0}。每个参与者只能出现一次，名字不能重复，步骤都写在它下面",
	"peers":          "参与者太多。最多 {0} 个",
	"block":          "{0} 下面没有步骤。请在下面至少写一步，比它多缩进四个空格",
	"indent":         "这一行缩进了 {0} 个空格，同一块的其他行是 {1} 个。同一块里的缩进要一样",
	"steps":          "步骤太多。一个脚本最多 {0} 步，重复的步骤可以用 loop",
	"depth":          "循环嵌套太深。最多 {0} 层",
	"rest":           "写到 {0} 之前，这一行已经完整了。请去掉多余的部分，或者另起一行。完整的一行例如：{1}",

	// The parts of a line.
	"step":      "没有以 {0} 开头的步骤。可用的有：{1}",
	"integer":   "{0} 需要 {1} 到 {2} 之间的整数，这里是 {3}。例如：{4}",
	"duration":  "{0} 需要 {1} 到 {2} 之间的时间，并带上单位（us、ms、s、m），这里是 {3}。例如：{4}",
	"choice":    "{0} 后面只能是 {1} 之一，这里是 {2}。例如：{3}",
	"name":      "{0} 需要一个名字：小写字母开头，只含小写字母、数字和 _，最多 {1} 个字符，这里是 {2}。例如：{3}",
	"colon":     "loop 这一行要以冒号结尾，这里是 {0}。可以写 loop:、loop 3:、loop until empty: 或 loop 3 until empty:",
	"term":      `这里缺少要发送的内容，却是 {0}。可以写字符串、hex "00 05"、base64 "AAU="、pack、upper 或 same。例如：send "hello"`,
	"coded":     `{0} 后面要写带引号的字符串，却是 {1}。例如：{2}`,
	"bad-coded": `{0} 后面的字符串读不成字节：{1}`,
	"arg":       "pack 需要一个值，这里是 {0}。可以写 len、变量名或 64 位以内的整数",
	"format":    "{0} 需要用字符串写出 struct 格式，这里是 {1}。例如：{2}",

	// Frames.
	"codec":        "{0}。例如：{1}",
	"codec-word":   "编解码器不是这样写的：这里是 {0}，可以写的有 {1}。例如：{2}",
	"codec-first":  "{0} 要先知道帧是怎么编的。请在前面写 codec length \"!I\"，或者别的编解码器",
	"codec-json":   "发文件时，文件名和大小写在 JSON 头部里。请在前面写 codec json \"!I\"",
	"pieces":       "切得太碎了。一次发送最多切成 {0} 段",
	"file-name":    "文件名要写成字符串：最多 {0} 字节，不带路径，不以点开头，这里是 {1}。例如：{2}",
	"nowhere-file": "在 {0} 上发文件要说明发到哪里。请先写 connect",

	// What the struct module says.
	"bad-format":  `{0} 不是正确的 struct 格式：{1}。正确的例如 "!I"（4 字节）或 "!H"（2 字节）`,
	"format-size": "{0} 表示 {1} 字节。一个格式最多表示 {2} 字节",
	"values":      `{0} 会解出 {1} 个值，unpack 可以解出 1 到 {2} 个`,
	"names":       `{0} 会解出 {1} 个值，每个值都要有变量名。例如：unpack "!BH" kind n`,
	"name-twice":  "{0} 在这一行出现了两次。请给每个值一个自己的名字",
	"pack":        `struct.pack 会报错：{0}。值的个数要和格式一致，每个值都要在范围之内，例如 pack "!I" len`,

	// What makes no sense.
	"until":         "recv until 后面写收到哪里为止：1 到 {0} 个字节的字符串，这里是 {1}。例如：{2}",
	"datagram":      "{0} 只用于字节流，而 {1} 传的是数据报。请去掉它：收数据报有 bind 和 recv 就够了",
	"exactly":       "recv 加 {0} 只用于字节流：在 {1} 上一次接收就是一个完整的数据报。请写 recv 1024",
	"all":           "sendall 只用于字节流：在 {0} 上，一个数据报要么整个发出，要么不发。请写 send",
	"more":          "more 只用于字节流：在 {0} 上，这里的每次发送都是一个单独的数据报。请去掉 more",
	"lowat":         "rcvlowat 数的是字节流里的字节，而 {0} 传的是数据报。请去掉它",
	"to":            "字节流只有一个对端，在 {0} 上不用指定发给谁。请去掉 to 和它后面的内容",
	"option":        "{0} 是 tcp 的选项，而这里是 {1}。请去掉它，或者设置 reuseaddr、sndbuf、rcvbuf",
	"accept-first":  "还没有开始监听。请在 accept 之前写 listen 5",
	"unconnected":   "{0} 要在连接建立之后才能用。请在前面写 connect，或者 listen 5 和 accept",
	"nowhere":       "{0} 的数据报要说明发到哪里。请在末尾写 to port 8080 或 to sender，或者先 connect",
	"sender":        "还没有收到过数据，所以不知道发送者是谁。请先写 recv 1024，或者写 to port 8080",
	"nothing":       "{0} 要用到收到的数据。请在前面写 recv 1024",
	"close":         "还没有打开任何套接字。请去掉 close，或者写在用完套接字之后",
	"listener":      "这里没有监听套接字。请在前面写 listen 5，或者只写 close",
	"unknown-name":  `{0} 还没有值。请在前面写 recv 4 和 unpack "!I" {0}`,
	"conn-datagram": "{0} 上没有连接，不能起名字。发送者写 to sender",
	"conn-open":     "{0} 这条连接还开着。请换一个名字，或者先写 close {0}",
	"conn-unknown":  "没有叫 {0} 的连接。请在前面写 accept as {0} 或 connect as {0}",
	"conn-loop":     "循环的下一轮又会用到 {0} 这个名字，而这条连接还开着。请在循环里写 close {0}",
	"name-taken":    "{0} 已经是变量或者连接的名字。请换一个名字",
	"operand":       "{0} 需要一个数：整数（例如 4、0x7fff）、变量或者括号里的算式，这里是 {1}",
	"right":         "{0} 右边需要 {1} 到 {2} 之间的整数，这里是 {3}",
	"bracket":       "括号没有合上：这里需要 )，现在是 {0}",
	"brackets":      "括号最多套 {0} 层",
	"not-integer":   `{0} 不是整数，而 recv 和 pack 需要整数。请用 "!I" 这样的格式解包`,
	"payload":       "这次发送有 {0} 字节。一次最多发送 {1} 字节",
	"wait-self":     "{0} 在等自己，永远等不到。请写另一个参与者的名字",
	"no-peer":       "没有叫 {0} 的参与者",
	"wait-peer":     "没有叫 {0} 的参与者。请写本脚本里有的名字",
	"wait-count":    "{0} 做不到：它的程序最多做 {2} 次 {1}。请减少次数，或者等它结束（end）",
}
