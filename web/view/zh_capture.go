package view

import "stickylab/lab/catalog"

var zhCapture = catalog.Texts{
	"cli.capture":  "捕获线路上的报文段：`auto` 或 off；auto 在有 CAP_NET_RAW 权限时捕获，没有就只计数",
	"cli.captures": "同时捕获报文段的运行数，再多的运行只计数",
	"cli.segments": "一次运行捕获的报文段数，再多的只计数",
}
