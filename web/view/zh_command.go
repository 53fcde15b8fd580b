package view

import "stickylab/lab/catalog"

var zhCommand = catalog.Texts{
	"cli.help": `粘包实验室 stickylab：在真实的套接字上，看清每个字节去了哪里。

用法：
  stickylab [serve] [选项]            在浏览器里打开实验室
  stickylab run 实验|文件|- [选项]    运行一个实验，打印每次调用；- 表示从标准输入读脚本
  stickylab replay 文件|- [选项]  在实验室里打开存下来的运行记录（JSON），- 从标准输入读
  stickylab trace [选项] -- 命令     运行你自己的程序（几个程序之间写 :::），实时看它们的套接字调用
  stickylab check 文件|文件夹 [选项]  运行脚本，核对其中 “# expect:” 行的断言；文件夹是一课
  stickylab tap [选项] 监听地址 目标地址  夹在你自己的客户端和服务端之间转发，看清每个字节（只在本机）
  stickylab python get [文件|网址]       取得浏览器里运行 Python 程序要用的运行环境（6 MB）；不带参数就用 npm 取
  stickylab list                      列出自带的实验
  stickylab healthcheck [选项]        询问正在服务的实验室是否正常
  stickylab version                      显示版本

每个命令加 -h 可看它的选项。选项也可以写成环境变量：-allow-host 就是 STICKYLAB_ALLOW_HOST。
退出码：0 按实验的要求执行完（包括到了实验自己的 limit）；1 运行没有按要求结束，或与断言不符；2 用法不对。
`,
	"cli.serve":           "用法：stickylab [serve] [选项]",
	"cli.run":             "用法：stickylab run 实验|文件|- [选项]",
	"cli.list":            "用法：stickylab list",
	"cli.healthcheck":     "用法：stickylab healthcheck [选项]",
	"cli.command":         "没有“{0}”这个命令。可用的命令：serve、run、replay、trace、check、python、tap、list、healthcheck、version、help",
	"cli.extra":           "多余的参数“{0}”。用 -h 查看用法",
	"cli.env-unknown":     "没有 {0} 这个设置；是不是 {1}？",
	"cli.log-json":        "日志用 JSON 写，每行一个对象",
	"cli.env":             "环境变量 {0} 的值“{1}”不对：{2}",
	"cli.listen":          "监听的`地址`",
	"cli.allow-host":      "除本机名外还接受的`主机名`，可写多次，或用逗号分开",
	"cli.debug":           "日志里也记下客户端的错误请求",
	"cli.run-time":        "一次运行最长的时间",
	"cli.drain-time":      "收到停止的信号后，正在进行的运行还有多少时间做完；0 是马上停",
	"cli.taken":           "{0}。绑定这些端口的实验会换一个空着的端口，页面上写明；要用原来的，先停掉那个程序",
	"cli.taken.port":      "{2}在本机所有地址上占着 {0} 端口 {1}",
	"cli.taken.someone":   "有一个程序（看不到是哪一个）",
	"cli.taken.and":       "；",
	"cli.config":          "选项`文件`：一行一个“选项 = 值”，# 开头的是注释；命令行和环境变量里写了的以那里为准",
	"cli.config.file":     "选项文件读不了：{0}",
	"cli.config.long":     "{0} 超过 {1} 字节",
	"cli.config.line":     "{0}:{1}：“{2}” 不是“选项 = 值”",
	"cli.config.unknown":  "{0}:{1}：没有叫 {2} 的选项，是不是 {3}？",
	"cli.config.twice":    "{0}:{1}：{2} 写了两次",
	"cli.config.value":    "{0}:{1}：{2} = {3}：{4}",
	"cli.missing.windows": "Windows 本身做不了实验：课文、struct、分帧的页面能看，存下来的记录能打开，要运行就请在 WSL2 或 Docker Desktop 里启动（做法见 README）",
	"cli.missing.other":   "{0} 上看不到内核的队列，也抓不到报文段，所有运行共用 127.0.0.1；要看全，请用 Linux 或 Docker",
	"cli.draining":        "还有 {0} 次运行在进行，最多再等 {1}；再按一次 Ctrl+C 就马上停",
	"cli.log-access":      "每个请求记一行日志，只写路由：不含参数、正文和运行的编号",
	"cli.metrics-from":    "除本机外可以读 /metrics 的`地址`或网段；可写多次，或用逗号分开",
	"cli.base-path":       "实验室所在的`路径`，例如 /lab",
	"cli.trust-proxy":     "反向代理的`地址`或网段：只有从这里来的 X-Forwarded-For、-Proto、-Host 才算数；可写多次，或用逗号分开",
	"cli.tls-cert":        "证书`文件`（PEM）；换了会重新读",
	"cli.tls-key":         "证书的私钥`文件`",
	"cli.tls-self":        "启用 TLS，证书启动时自己做：浏览器会警告",
	"cli.base-taken":      "-base-path {0}：实验室自己的地址也在 {1} 下，代理去掉路径之后两者就分不清了。请换一个，例如 /lab",
	"cli.bad-tls":         "-tls-cert 和 -tls-key 要一起写，并且不能与 -tls-self 同用",
	"cli.self-made":       "证书是刚才自己做的，没有人担保：每次重新启动后，浏览器都会警告一次。只适合局域网；继续之前请核对指纹（SHA-256）：\n  {0}",
	"cli.lan":             "  局域网里的其他人：{0}",
	"cli.lan.needs":       "  局域网里的其他人要打开 {0}，启动时还得写上 -allow-host {1}",
	"cli.named":           "  用名字：{0}",
	"cli.runs":            "同时进行的运行数",
	"cli.runs-per-client": "一个客户端同时进行的运行数",
	"cli.events":          "一次运行的事件数",
	"cli.bytes":           "一次运行收发的字节数，连同正等着发送的",
	"cli.sockets":         "一次运行同时打开的套接字数",
	"cli.threads":         "一次运行的程序一共可以开多少线程",
	"cli.descriptors":     "所有运行同时打开的描述符数",
	"cli.kept-runs":       "保留多少次已结束的运行",
	"cli.kept-events":     "保留的运行一共多少事件",
	"cli.kept-bytes":      "保留的运行一共多少字节",
	"cli.live-events":     "正在进行的运行一共多少事件",
	"cli.memory":          "实验室可以用多少字节内存；0 表示按容器的上限，没有容器就按本机的内存（设了 GOMEMLIMIT 则以它为准）",
	"cli.no-folder":       "没有可用的临时文件夹，用到 Unix 套接字或文件的实验都做不了（用 TMPDIR 指定一个）：{0}",
	"cli.live-bytes":      "正在进行的运行一共在内存里占多少字节；一个客户端占的不会多于留给别人的",
	"cli.file-bytes":      "正在进行的运行写的文件一共多少字节",
	"cli.connections":     "同时打开的连接，包括正在观看的",
	"cli.viewers":         "同时观看的人数",
	"cli.run-viewers":     "同时观看同一次运行的人数",
	"cli.serving":         "粘包实验室已就绪：{0}  （按 Ctrl+C 结束；版本 {1}）",
	"cli.cannot-listen":   "无法监听 {0}：{1}。请用 -listen 换一个地址",
	"cli.set":             "`设置`一个选项（client.nodelay.1）或课中的一个值（literal.2=4）；可写多次",
	"cli.no-literals":     "-set {0}：只有课里的值可以改",
	"cli.bad-number":      "-set {0}：这一课的值是 literal.0=值 到 literal.{1}=值",
	"cli.bad-literal":     "-set literal.{0}：{1}",
	"cli.n":               "运行`次数`；text 格式下多于一次时，打印各种结果出现的次数",
	"cli.format":          "输出`格式`：text、json（一次运行的记录）、jsonl（每行一次运行的记录）",
	"cli.which":           "请给出一个实验名、一个脚本文件，或 -。用 stickylab list 查看有哪些实验",
	"cli.bad-format":      "没有“{0}”这种格式。可用：text、json、jsonl",
	"cli.bad-time":        "-{0} {1} 不行：要大于 0，例如 30s",
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
