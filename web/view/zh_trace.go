package view

import "stickylab/lab/catalog"

// zhTrace are the texts of tracing programs of one's own.
var zhTrace = catalog.Texts{
	"run.traced":              "你自己的程序",
	"run.traced.about":        "由 ptrace 跟踪：每次调用都比平时慢，本来会粘在一起的消息可能不粘。只能在命令行用 stickylab trace 启动。",
	"run.watching":            "跟踪",
	"run.cost":                "跟踪的代价（运行前在同一台机器上刚测：两个小程序，跟踪和不跟踪各连 {0} 次，每次连发两条消息）：不受打扰时 {1}% 粘在一起，跟踪时 {2}%；每次调用约慢 {3} 微秒",
	"cli.trace-unmeasured":    "跟踪的代价没有测出来（机器太忙，或者这里不能跟踪）",
	"cli.trace-measure":       "先花不到一秒测一下跟踪的代价",
	"run.pauses":              "停顿",
	"run.pauses.are":          "为了让别的运行也能进行，这次运行停顿了 {0} 次，一共 {1} 毫秒，都在两次调用之间",
	"run.left-out":            "有 {0} 个进程只替 C 库查了用户名、主机名之类（nscd 等），它们的 {1} 次调用没有列出",
	"cli.trace":               "用法：stickylab trace [选项] -- PROGRAM [ARG...] [::: PROGRAM [ARG...]]...\n或者：stickylab trace -p PID",
	"cli.trace-pid":           "跟踪已经在运行的进程，写它的`进程号`；可以写多次",
	"cli.trace-save":          "把这次运行的记录存到这个`文件`，用 stickylab replay 打开",
	"cli.trace-lines":         "找出 CPython 程序每个调用所在的行",
	"cli.trace-stay":          "程序都结束后网页继续开着，直到按 Ctrl+C",
	"cli.trace-at":            "stickylab 正在跟踪：{0}",
	"cli.trace-stays":         "stickylab：程序都结束了。网页还开着：{0}，按 Ctrl+C 结束",
	"cli.trace-saved":         "stickylab：记录已存为 {0}；用 stickylab replay {0} 打开",
	"cli.trace-over":          "到了实验室的上限：程序继续运行，后面的调用不再记录（可以用 -events、-bytes 调大）",
	"cli.trace-nothing":       "没有要跟踪的程序。写成：stickylab trace -- python3 server.py",
	"cli.trace-not-found":     "找不到程序“{0}”",
	"cli.trace-yama":          "系统不让跟踪进程 {0}（ptrace_scope 是 {1}）。改成用 stickylab trace -- 来启动它；或者先执行 sudo sysctl kernel.yama.ptrace_scope=0",
	"cli.trace-not-permitted": "系统不让跟踪进程 {0}：{1}。它可能是别的用户的；可以改成用 stickylab trace -- 来启动它",
	"cli.trace-not-here":      "这里不能用 ptrace（容器或安全策略不允许）：{0}",
	"cli.trace-traced":        "进程 {0} 正被 {1} 跟踪，一个进程只能有一个跟踪者",
	"cli.trace-gone":          "进程 {0} 已经结束",
	"cli.trace-unsupported":   "跟踪系统调用需要 Linux（amd64 或 arm64）",
	"cli.trace-io-uring":      "{0} 用 io_uring 收发，这些收发不经过系统调用，这里看不到",
	"cli.trace-32-bit":        "{0} 是 32 位程序，看不到它的调用",
	"cli.trace-setuid":        "被跟踪的程序得不到 setuid 的权限，{0} 可能因此失败",
	"cli.trace-sendfile":      "sendfile 发了 {0} 字节，内容没有经过程序的内存",
	"cli.trace-no-lines":      "{0} 用的 CPython 的内存结构这里不认识：它的调用不带行号",
}
