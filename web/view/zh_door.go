package view

import "stickylab/lab/catalog"

// zhDoor are the texts of the door, where runs meet programs of somebody's own.
var zhDoor = catalog.Texts{
	"cli.door":              "打开一扇“门”：在这个本机回环`地址`上和你自己的程序见面，例如 127.0.0.1:8080",
	"cli.outside":           "这个`参与者`由你自己的程序来扮演",
	"cli.door.address":      "“{0}”不是地址加端口。写成 127.0.0.1:8080 或 localhost:8080",
	"cli.door.not-loopback": "门只能开在本机的 IPv4 回环地址上（127 开头），{0} 不是",
	"cli.door.beyond":       "实验室正对外提供服务（{0}），这时不能开门：页面也只能开在本机的回环地址上",
	"cli.door.own":          "这是实验室页面自己的地址（{0}），门要用另一个端口",
	"cli.door.nobody":       "开了门，但是没有你自己的程序要来。请在脚本里写 client outside，或者加上 -outside client",
	"cli.door.wait":         "现在启动你的程序，它扮演 {0}：让它连接 {1}，例如 {2}。最多等 {3}，按 Ctrl+C 结束",
	"cli.door.called":       "你的程序扮演 {0}，要先启动，在 {1} 上等连接，例如 {2}。实验室现在就去连它",
	"cli.door.absent":       "{0} 不在：{1} 拒绝了连接。请先启动你的服务端，再运行一次",
	"door.label":            "你自己的程序",
	"door.open":             "门开在 {0}：把脚本里的一个参与者写成 client outside 或 server outside，就由你自己的程序来扮演，在这个地址上见面。",
	"door.calls":            "{0} 是你自己的程序。运行开始后，让它连接 {1}。看不到它的调用，只看得到字节。例如：",
	"door.called":           "{0} 是你自己的程序。先启动它，在 {1} 上等连接，再运行。看不到它的调用，只看得到字节。例如：",
	"door.unseen":           "{0} 是实验室外面的程序：它调用了什么，从这里看不到，只看得到它收发的字节。所以 recv 收到的字节原来是分几次发的，这里不作判断。",
	"lesson.outside":        "用你自己的程序来当 {0}",
	"problem.door":          "没有开门",
	"problem.door.detail":   "“{0}”由你自己的程序扮演，要有一扇门才能见面。门只能在启动实验室时打开：stickylab serve -door 127.0.0.1:8080；在命令行里：stickylab run -door 127.0.0.1:8080。",
}
