package structs

import "stickylab/lab/catalog"

var chinese = catalog.Texts{
	"type.x":           "占位字节",
	"type.e":           "半精度浮点数",
	"type.s":           "char[]",
	"type.p":           "带长度的字符串",
	"syntax.value":     "这里读不懂“{0}”。值可以写成 5、3.5、True、None、b'abc' 或者 'abc'；文字要加引号，算式和函数不行。",
	"syntax.number":    "“{0}”不是一个数。",
	"syntax.quote":     "少了结尾的引号 {0}。",
	"syntax.escape":    "没有“{0}”这样的转义。要写反斜线本身，请写两个。",
	"syntax.ascii":     "b'...' 里只能写 ASCII 字符，不能写“{0}”。中文要写出编码后的字节，例如 b'\\xe4\\xbd\\xa0'。",
	"syntax.surrogate": "“{0}”只是半个字符，不能单独出现。",
	"syntax.comma":     "两个值之间要有逗号。",
	"syntax.many":      "值太多了。",
	"syntax.long":      "值太长了。",
	"syntax.data":      "这里要一个 bytes，写成 b'...'，或者写十六进制。",
	"limit":            "这里最多画 {0} 个字节，现在要 {1} 个。",
	"hint.char":        "没有这个格式字符。整数用 b、h、i、q（大写是无符号），浮点数用 e、f、d，字节用 s，布尔用 ?，占位用 x。",
	"hint.native":      "n、N、P 的大小要看机器，所以只能用在本机格式里：去掉前缀，或者写 @。",
	"hint.count":       "个数后面要紧跟一个格式字符，例如 4s。",
	"hint.size":        "个数太大，算不出总共多少个字节。",
	"hint.items":       "每个格式字符要一个值。3H 要三个；10s 只要一个；x 不要值。",
	"hint.buffer":      "unpack 要的字节数必须正好是 calcsize，多一个少一个都不行。所以收的时候要收够再解包。",
	"hint.onebyte":     "c 要正好一个字节的 bytes，例如 b'a'。",
	"hint.bytes":       "这里要 bytes，不要字符串：写 b'...'；程序里用 .encode() 得到。",
	"hint.integer":     "这一项要整数。小数、文字都不行。",
	"hint.float":       "这一项要一个数。",
	"hint.range":       "这个值超出了这一项能放下的范围。换一个字节更多的类型，或者换成有符号的。",
}
