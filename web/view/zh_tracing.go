package view

import "stickylab/lab/catalog"

// zhTracing are the texts of the page on watching programs of one's own.
var zhTracing = catalog.Texts{
	"tracing.title":        "跟踪自己的程序",
	"tracing.lead":         "下面的命令在你自己的终端里用：程序原样跑在你的机器上，终端里会打印一个地址，网页上实时看到每一次 socket 调用。这一页只给命令，不会替你启动任何程序。",
	"tracing.ptrace":       "什么程序都行：ptrace",
	"tracing.ptrace.sees":  "-- 后面写程序，::: 后面写下一个，前一个第一次等待时下一个才启动。不管用什么语言写，每次 socket 调用和它的字节、线程、子进程、两端的队列都看得到；CPython 还能看到是第几行。",
	"tracing.ptrace.not":   "只能在 Linux 上用。每次调用都要停两下，所以比平时慢，本来会粘在一起的消息可能就不粘了：差多少，跑之前会先测一遍，写在那次运行的页面上。看不到的：io_uring、32 位程序、TLS 加密前的内容。",
	"tracing.hook":         "只跟踪 Python，几乎不打扰：钩子",
	"tracing.hook.sees":    "在 CPython（3.7 以上）里挂一个钩子，把每次调用记下来，不停住程序，所以课上的例子和平时跑起来差不多。在 Linux 上试过；别的系统只能用这种办法，但没有试过。",
	"tracing.hook.not":     "看不到的：C 扩展和 uvloop 自己的收发、sendall 内部分了几次、TLS 加密前的内容、内核里的队列。",
	"tracing.attach":       "已经在跑的程序：-p",
	"tracing.attach.sees":  "1234 换成进程号。从这时起它的调用都看得到，正在等待的那次也算；写几个 -p 就同时跟踪几个进程。按 Ctrl+C 只是放开它们，程序接着跑。",
	"tracing.attach.not":   "之前发生的事不知道，所以当时还在路上的字节不下结论。系统也可能不允许，这时终端里会说明原因和办法。",
	"tracing.tap":          "从中间看：tap",
	"tracing.tap.sees":     "客户端连 9000，服务端在 8080 监听，实验室站在中间转发，这里每次只转两个字节：你的接收代码扛得住吗？加上 -codec，还能认出一帧一帧。",
	"tracing.tap.not":      "看不到你的程序调用了什么，只看得到字节、时刻，以及内核说的队列。地址只能是本机的。",
	"tracing.more":         "还要知道",
	"tracing.more.wire":    "线路上的报文段，有权限才能抓：用 sudo 启动，或者对 stickylab 这个文件执行一次 sudo setcap cap_net_raw+ep。没有这个权限，别的都照样看得到。",
	"tracing.more.denied":  "如果说“这里不能用 ptrace”（在容器里，或者安全策略不允许）：Python 程序改用 -by hook；Docker 里加上 --cap-add SYS_PTRACE 就可以用。",
	"tracing.more.keep":    "加上 -o trace.json 就把看到的存下来；用 stickylab replay trace.json，或者把文件拖到实验室的网页上，都能再打开。",
	"tracing.more.browser": "自己的机器上没有 Python，也可以在浏览器里跑同样的程序；不过那里一次调用要一毫秒以上，凭运气的结果会和终端里不同。",
	"tracing.lessons":      "每一课的程序",
	"tracing.lessons.how":  "下载、解压，在文件夹所在的地方执行命令。都是普通的 Python 3 程序，收到什么就打印什么。",
	"tracing.zip":          "程序（.zip）",
	"tracing.zip.of":       "{0}：程序（.zip）",
}
