package view

import "stickylab/lab/catalog"

var zhCommand = catalog.Texts{
	"cli.help": `粘包实验室 stickylab：在真实的套接字上，看清每个字节去了哪里。

用法：
  stickylab [serve] [选项]            在浏览器里打开实验室
  stickylab run 实验|文件|- [选项]    运行一个实验，打印每次调用；- 表示从标准输入读脚本
  stickylab replay 文件|- [选项]  在实验室里打开存下来的运行记录（JSON），- 从标准输入读
  stickylab check 文件|文件夹 [选项]  运行脚本，核对其中 “# expect:” 行的断言；文件夹是一课
  stickylab list                      列出自带的实验
  stickylab healthcheck [选项]        询问正在服务的实验室是否正常

每个命令加 -h 可看它的选项。选项也可以写成环境变量：-allow-host 就是 STICKYLAB_ALLOW_HOST。
退出码：0 按实验的要求执行完（包括到了实验自己的 limit）；1 运行没有按要求结束，或与断言不符；2 用法不对。
`,
	"cli.serve":           "用法：stickylab [serve] [选项]",
	"cli.run":             "用法：stickylab run 实验|文件|- [选项]",
	"cli.list":            "用法：stickylab list",
	"cli.healthcheck":     "用法：stickylab healthcheck [选项]",
	"cli.command":         "没有“{0}”这个命令。可用的命令：serve、run、replay、check、list、healthcheck、help",
	"cli.extra":           "多余的参数“{0}”。用 -h 查看用法",
	"cli.env":             "环境变量 {0} 的值“{1}”不对：{2}",
	"cli.listen":          "监听的`地址`",
	"cli.allow-host":      "除本机名外还接受的`主机名`，可写多次，或用逗号分开",
	"cli.debug":           "日志里也记下客户端的错误请求",
	"cli.run-time":        "一次运行最长的时间",
	"cli.runs":            "同时进行的运行数",
	"cli.runs-per-client": "一个客户端同时进行的运行数",
	"cli.events":          "一次运行的事件数",
	"cli.bytes":           "一次运行收发的字节数，连同正等着发送的",
	"cli.sockets":         "一次运行同时打开的套接字数",
	"cli.descriptors":     "所有运行同时打开的描述符数",
	"cli.kept-runs":       "保留多少次已结束的运行",
	"cli.kept-events":     "保留的运行一共多少事件",
	"cli.kept-bytes":      "保留的运行一共多少字节",
	"cli.live-events":     "正在进行的运行一共多少事件",
	"cli.live-bytes":      "正在进行的运行一共收发多少字节",
	"cli.viewers":         "同时观看的人数",
	"cli.run-viewers":     "同时观看同一次运行的人数",
	"cli.serving":         "粘包实验室已就绪：{0}  （按 Ctrl+C 结束）",
	"cli.cannot-listen":   "无法监听 {0}：{1}。请用 -listen 换一个地址",
	"cli.set":             "`设置`一个选项（client.nodelay.1）或课中的一个值（literal.2=4）；可写多次",
	"cli.no-literals":     "-set {0}：只有课里的值可以改",
	"cli.bad-number":      "-set {0}：这一课的值是 literal.0=值 到 literal.{1}=值",
	"cli.bad-literal":     "-set literal.{0}：{1}",
	"cli.n":               "运行`次数`；text 格式下多于一次时，打印各种结果出现的次数",
	"cli.format":          "输出`格式`：text、json（一次运行的记录）、jsonl（每行一次运行的记录）",
	"cli.which":           "请给出一个实验名、一个脚本文件，或 -。用 stickylab list 查看有哪些实验",
	"cli.bad-format":      "没有“{0}”这种格式。可用：text、json、jsonl",
	"cli.bad-time":        "-run-time {0} 不行：要大于 0，例如 30s",
	"cli.bad-n":           "-n {0} 不行：至少 1 次，而 json 格式只能 1 次（多次请用 jsonl）",
	"cli.not-found":       "没有叫“{0}”的实验，也没有这个文件。用 stickylab list 查看有哪些实验",
	"cli.check":           "用法：stickylab check 文件|文件夹 ... [选项]",
	"cli.check-n":         "每个脚本运行多少次（`many`）",
	"cli.check-what":      "请写一个脚本（里面有 # expect: server recv 1 coalesced 这样的行），或者一个课程文件夹",
	"cli.bad-check-n":     "-n 不能是 {0}：至少是 1",
	"cli.no-file":         "没有文件或文件夹 \"{0}\"",
	"cli.expect":          "断言文件（`file`）：每行一条，每次运行都要成立，例如 server recv 1 coalesced",
	"cli.not-so":          "第 {0} 次运行：{1}",
	"cli.expected":        "{0}：{2} 次运行中有 {1} 次与断言相符",
}
