package words

import "stickylab/lab/catalog"

var zhOutcomes = catalog.Texts{
	"outcome.of":      "{0}：{1}",
	"outcome.between": "；",
	"outcome.nothing": "没有收到任何字节",
	"outcome.eof":     "b''（流结束）",
	"outcome.empty":   "b''（空数据报）",
	"outcome.long":    "{0}（共 {1} 字节）",
	"outcome.more":    "…（共 {0} 次）",
}
