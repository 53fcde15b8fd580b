package own

import (
	"encoding/hex"

	"stickylab/lab/catalog"
)

var texts = catalog.New(chinese, english)

var chinese = catalog.Texts{
	"file": "文件里的字节本身，{0} 个字节。",
	"raw":  "文件是文字，按上面的写法读出了字节。要用文件里的字节本身，请选“文件里的字节本身”。",
}

var english = catalog.Texts{
	"file": "The bytes of the file themselves, {0} {0|byte|bytes}.",
	"raw":  "The file is text and was read in this form. For its bytes as they are, choose “The bytes of the file themselves”.",
}

func hexOf(p []byte) string { return hex.EncodeToString(p) }
