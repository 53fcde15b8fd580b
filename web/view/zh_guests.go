package view

import "stickylab/lab/catalog"

var zhGuests = catalog.Texts{
	"problem.programs":                 "程序太多了",
	"problem.programs.detail":          "一次运行最多有 {0} 个自己的程序。",
	"problem.program":                  "程序的名字不行",
	"problem.program.detail":           "“{0}”不能做程序或文件的名字：只要文件名，不要路径，也不能重名。",
	"problem.program.size":             "程序太大了",
	"problem.program.size.detail":      "程序的文件超过了限制（{0}）。把它改短，或者把数据放到别处。",
	"problem.own.peer":                 "没有这个参与者",
	"problem.own.peer.detail":          "这一课里没有叫“{0}”的参与者，只有{1}。",
	"problem.programs.alone":           "自己的程序不能这样运行",
	"problem.programs.alone.detail":    "浏览器里的 Python 程序只能一次一次地运行，不能重复，也不能在命令行里运行。",
	"problem.programs.off":             "这里不能运行自己的程序",
	"problem.programs.off.detail":      "这个实验室没有打开浏览器里的 Python。",
	"problem.guest.gone":               "程序已经结束",
	"problem.guest.gone.detail":        "这个程序已经结束，或者它所在的运行已经结束。再运行一次。",
	"problem.guest.input-lines":        "没读的行太多了",
	"problem.guest.input-lines.detail": "一个程序最多有 {0} 行还没有读的输入。等它要输入时再发。",
	"problem.guest.input-line":         "这一行太长了",
	"problem.guest.input-line.detail":  "一行输入最多 {0} 个字节。分成几行发。",
	"problem.guest.again":              "再运行的次数太多了",
	"problem.guest.again.detail":       "在一次运行里，一个程序最多再运行 {0} 次。停止这次运行，重新开始。",
	"problem.guest.on":                 "程序还在运行",
	"problem.guest.on.detail":          "等它结束，或者停止这次运行。",
	"problem.guest.twice":              "程序已经连上了",
	"problem.guest.twice.detail":       "一个程序只能有一条连接。",
	"run.python":                       "再运行一次",
	"cli.python-time":                  "有自己的 Python 程序的一次运行最长的时间",
	"cli.python-idle":                  "自己的 Python 程序多久没有任何调用就结束这次运行（等人输入不算）",
}
