package script

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"stickylab/lab/frame"
)

// Lines that people write from the habit of other languages, tools and pages, and what a
// script has for them.

// habits are looked for before all other forms.
var habits = []pastedForm{
	languageForm("JavaScript", `\b(?:const|let|var)\s+\w+\s*=[^=]|=>|\bsocket\.(?:write|on|end|destroy)\s*\(|\bconsole\.|\bfunction\b`),
	languageForm("Go", `:=|\[\]byte\b|\bconn\.(?:Write|Read)\(|\b(?:io|bufio|net|fmt|binary|bytes)\.[A-Z]\w*\(|\berr\s*!=\s*nil\b|\bfunc\s`),
	languageForm("Java", `\.getBytes\(|\bnew\s+(?:Socket|ServerSocket|Thread|DataInputStream|DataOutputStream|BufferedReader|InputStreamReader|PrintWriter|byte)\b|\bSystem\.out\b|\b(?:out|in)\.(?:write|read|readFully|readInt|writeInt|flush|println)\(`),
	languageForm("Rust", `&mut\s|\blet\s+mut\b|\.unwrap\(\)|\)\?;|\b\w+::\w+`),
	languageForm("C", `^\s*(?:(?:unsigned\s+)?(?:int|char|long|short)|ssize_t|size_t|socklen_t|uint(?:8|16|32|64)_t|struct\s+\w+)\s+\**\w+|\b(?:htons|htonl|ntohl|ntohs|memset|memcpy|sizeof)\b|^\s*(?:send|recv|read|write|connect|bind|accept|listen|setsockopt)\s*\(\s*\w+\s*,.*\)\s*;\s*$`),
	{regexp.MustCompile(`^\s*(send|sendall)\s+([0-9]+)\s*\*\s*("(?:[^"\\]|\\.)*")\s*$`), "instead", false, func(m []string) string { return m[1] + " " + m[3] + " * " + m[2] }},
	{regexp.MustCompile(`^\s*([$%])\s+\S`), "shell", true, firstOf},
	{regexp.MustCompile(`^\s*([-*•·])\s+[a-z]\w*`), "bullet", true, firstOf},
	{regexp.MustCompile(`(&(?:nbsp|lt|gt|amp|quot|#[0-9]+);|</?(?:br|p|div|span|pre|code|li|ul|b|i)\s*/?>)`), "html", true, firstOf},
	{regexp.MustCompile(`^[^"]*?(/\*)`), "comment-block", true, firstOf},
	{regexp.MustCompile(`^\s*(?:\w+\.)?(?:recv|read|receive)_?\s*\(?\s*(?:all|everything|to\s+(?:eof|end)|until\s+(?:empty|eof|end|close|closed))\s*\)?\s*$`), "read-all", false, nil},
	{regexp.MustCompile(`^\s*(?:\w+\s*=\s*)?(?:\w+\.)?recv\s*\(?\s*([0-9]+)\s*,?\s*(?:socket\.)?(?:(?i:msg_)?(?i:dontwait)|nowait|nonblock|nonblocking)\s*\)?\s*$`), "dontwait", false, firstOf},
	{regexp.MustCompile(`^(?:[\w\s,]*=)?\s*(?:select\.)?(?:select|poll|epoll)\b[\s(]*([^\])]*)`), "select", false, selectOf},
	{regexp.MustCompile(`^\s*(?:send|sendmsg|writev)\s*\(?\s*\[?\s*("(?:[^"\\]|\\.)*"(?:\s*,?\s*"(?:[^"\\]|\\.)*")+)\s*\]?\s*\)?\s*$`), "parts", false, partsOf},
	{regexp.MustCompile(`^\s*(connect|bind)\s+(?:to\s+)?(?:"|')?(?:[0-9.]+|localhost)(?:"|')?\s*[:,]\s*([0-9]{2,5})\s*$`), "port", false, func(m []string) string { return portOf(m[1], m[2]) }},
	{regexp.MustCompile(`^\s*(?:for\s+\w+\s+in\s+range\(\s*([0-9]+)\s*\)|(?:repeat|for|do)\s+([0-9]+)(?:\s+times)?)\s*:?\s*$`), "instead", false, func(m []string) string { return "loop " + m[1] + m[2] + ":" }},
	{regexp.MustCompile(`^\s*(?:loop\s+forever|forever|repeat)\s*:?\s*$`), "instead", false, func([]string) string { return "loop:" }},
	{regexp.MustCompile(`^\s*(recv|recv\s+exactly|peek|listen)\s*([0-9]+)\s*(?:bytes?|B)?\s*$`), "instead", false, func(m []string) string { return strings.Join(strings.Fields(m[1]), " ") + " " + m[2] }},
	{regexp.MustCompile(`^\s*(recv|recv\s+exactly|peek)\s+(0[xX][0-9a-fA-F]+|[0-9]+(?:_[0-9]+)+|[0-9]+\s*[kKmM][iI]?[bB]?)\s*$`), "instead", false, sizeOf},
	{regexp.MustCompile(`^\s*(sleep|timeout)\s+([0-9]*\.[0-9]+)\s*$`), "instead", false, func(m []string) string { return m[1] + " " + m[2] + "s" }},
	{regexp.MustCompile(`^\s*(sleep|timeout)\s+([0-9]+)\s+(us|ms|s|m)\s*$`), "instead", false, func(m []string) string { return m[1] + " " + m[2] + m[3] }},
	{regexp.MustCompile(`^\s*(send|sendall)\s+([A-Za-z]\w*)\s*$`), "instead", false, wordOf},
	{regexp.MustCompile(`^\s*codec\s+([^#]*?)\s*(?:#.*)?$`), "instead", false, meantCodec},
}

// languageForm is a line of a language, of which something stands outside of strings.
func languageForm(name, marks string) pastedForm {
	return pastedForm{regexp.MustCompile(`^[^"']*?(?:` + marks + `)`), "language", false, func([]string) string { return name }}
}

// selectOf writes what waits for several connections.
func selectOf(match []string) string {
	var names []string
	for _, name := range wordForm.FindAllString(strings.TrimLeft(match[1], "[("), -1) {
		if nameForm.MatchString(name) && !reserved(name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "ready from " + strings.Join(names, ", ")
}

var stringForm = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// partsOf writes the parts that one call sends together.
func partsOf(match []string) string {
	return "send " + strings.Join(stringForm.FindAllString(match[1], -1), " + ")
}

// sizeOf writes a size in decimal digits.
func sizeOf(match []string) string {
	text, times := strings.ReplaceAll(strings.ToLower(match[2]), " ", ""), int64(1)
	if !strings.HasPrefix(text, "0x") {
		text = strings.TrimSuffix(strings.TrimSuffix(text, "b"), "i")
		switch {
		case strings.HasSuffix(text, "k"):
			times = 1 << 10
		case strings.HasSuffix(text, "m"):
			times = 1 << 20
		}
		text = strings.TrimRight(text, "km")
	}
	size, err := strconv.ParseInt(text, 0, 64)
	if size *= times; err != nil || size < 1 || size > MaxRecv {
		return ""
	}
	return fmt.Sprint(strings.Join(strings.Fields(match[1]), " "), " ", size)
}

// wordOf writes that a send is given what was received last.
func wordOf(match []string) string {
	if receivedForm.MatchString(match[2]) {
		return match[1] + " same"
	}
	return ""
}

// meantCodec writes the codec that a text was meant to be.
func meantCodec(match []string) string {
	meant, ok := frame.Mended(match[1])
	if !ok {
		return ""
	}
	return "codec " + specText(meant)
}
