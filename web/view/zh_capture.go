package view

import "stickylab/lab/catalog"

var zhCapture = catalog.Texts{
	"cli.capture":  "抓包，取线路上的报文段：`auto` 或 off；auto 在有 CAP_NET_RAW 权限时抓包，没有就只计数",
	"cli.captures": "同时抓包的运行数，再多的运行只计数",
	"cli.segments": "一次运行抓到的报文段数，再多的只计数",
}
