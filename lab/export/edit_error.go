package export

import (
	"errors"

	"stickylab/lab/catalog"
	"stickylab/lab/script"
)

// EditError tells what is wrong with the new value of a literal, and what
// would be right.
type EditError struct {
	// Literal is the index of the literal, -1 when none of them is at fault.
	Literal int

	key    string
	args   []any
	script *script.Error // what the script says of the value
}

// Error gives the English text.
func (e *EditError) Error() string { return e.In("en") }

// Unwrap gives the script's error, if it is one.
func (e *EditError) Unwrap() error {
	if e.script == nil {
		return nil
	}
	return e.script
}

// In gives the text in a language, "zh" or "en". Any other is English.
func (e *EditError) In(lang string) string {
	if e.script != nil {
		return e.script.Message(lang)
	}
	return texts.Text(lang, e.key, e.args...)
}

// texts are those of the errors.
var texts = catalog.New(chinese, english)

func wrong(key string, args ...any) *EditError {
	return &EditError{key: key, args: args}
}

// blame finds the change that made the script refuse: the first that it
// refuses alone, else the first in the line it complains of, else the first.
func blame(text string, changes []change, refused error) *EditError {
	var reason *script.Error
	errors.As(refused, &reason) // Parse gives no other error
	if len(changes) == 0 {
		return &EditError{Literal: -1, script: reason}
	}
	at := changes[0].index
	for i := len(changes) - 1; i >= 0; i-- {
		if changes[i].step == reason.Line {
			at = changes[i].index
		}
	}
	for i := range changes {
		var alone *script.Error
		if _, err := amend(text, changes[i:i+1]); errors.As(err, &alone) {
			return &EditError{Literal: changes[i].index, script: alone}
		}
	}
	return &EditError{Literal: at, script: reason}
}

// english are the texts of the errors, with the keys of chinese.
var english = catalog.Texts{
	"count":         "the programs have {0} values to edit, and {1} were given. Load the page again",
	"integer":       "{0} is not a whole number. Write one like 10",
	"range":         "{0} is out of range. Write a whole number from {1} to {2}",
	"seconds":       "{0} is not a number of seconds. Write one like 0.05",
	"pause":         "{0} seconds are out of range. Write 0 to {1}",
	"never":         "a timeout of 0 means not to wait at all. In the lab that is setblocking(False), in the script blocking off. Write more, like 0.2, or None to wait for ever",
	"bool":          "{0} is neither True nor False",
	"long":          "this is too long. Write up to {0} bytes",
	"bytes":         "send takes bytes, and {0} are none. Write b'hello' or 'hello'.encode('utf-8')",
	"ascii":         "a bytes literal holds only ASCII characters. Write {0}.encode('utf-8')",
	"text":          "this is encoded to bytes, so it has to be a str and not {0}. Write one like 'hello'",
	"format":        "a struct format is a str, and {0} is none. Write one like '!I'",
	"length-format": "{0} is no format of one integer. Write one like '!I', or '!3' for three bytes",
	"one-byte":      "{0} is not one byte. Write one like b'\\x00'",
	"str":           "here stands a str, and {0} is none. Write one like 'hello'",
	"file":          "the name of a file is a str, and {0} is none. Write one like 'notes.txt'",
	"key":           "a key of JSON is a str, and {0} is none. Write one like 'size'",
	"quote":         "{0} does not end. Close it with {1}",
	"after":         "the string ends before {0}. Leave that out, or write \\ before a quote inside the string",
	"escape":        `{0} is no escape of Python. Write \\ for a backslash, or one of \n \r \t \x0a`,
	"surrogate":     "{0} is half of a surrogate pair and cannot be encoded. Write the character itself",
	"not-encoding":  "the lab encodes as UTF-8, not by {0}. Write .encode('utf-8')",
}

// chinese are the texts of the errors, with the keys of english.
var chinese = catalog.Texts{
	"count":         "程序里可以修改的值有 {0} 个，这里给了 {1} 个。请重新打开页面",
	"integer":       "{0} 不是整数。请写成 10 这样的整数",
	"range":         "{0} 超出了范围。请写 {1} 到 {2} 之间的整数",
	"seconds":       "{0} 不是秒数。请写成 0.05 这样的数",
	"pause":         "{0} 秒超出了范围。请写 0 到 {1} 之间的数",
	"never":         "超时为 0 表示完全不等待，在这里要用 setblocking(False)，脚本里写 blocking off。请写大于 0 的数，例如 0.2；一直等待请写 None",
	"bool":          "{0} 不是 True 也不是 False",
	"long":          "太长了。最多写 {0} 字节",
	"bytes":         "send 要的是 bytes，{0} 不是。请写 b'hello' 或 'hello'.encode('utf-8')",
	"ascii":         "bytes 字面量里只能有 ASCII 字符。请写 {0}.encode('utf-8')",
	"text":          "这里会编码成 bytes，所以要写 str，不能是 {0}。请写成 'hello' 这样",
	"format":        "struct 的格式是 str，{0} 不是。请写成 '!I' 这样",
	"length-format": "{0} 不是只含一个整数的格式。请写成 '!I' 这样；三个字节写 '!3'",
	"one-byte":      "{0} 不是一个字节。请写成 b'\\x00' 这样",
	"str":           "这里要写 str，{0} 不是。请写成 'hello' 这样",
	"file":          "文件名是 str，{0} 不是。请写成 'notes.txt' 这样",
	"key":           "JSON 的键是 str，{0} 不是。请写成 'size' 这样",
	"quote":         "{0} 没有结束。请用 {1} 收尾",
	"after":         "字符串在 {0} 之前已经结束。请去掉后面的内容；字符串里面的引号前要写 \\",
	"escape":        `{0} 不是 Python 的转义。反斜杠要写成 \\，其他可以用 \n \r \t \x0a`,
	"surrogate":     "{0} 是半个代理对，不能编码。请直接写这个字符",
	"not-encoding":  "本实验室用 UTF-8 编码，不用 {0}。请写 .encode('utf-8')",
}
