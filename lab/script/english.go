package script

import "stickylab/lab/catalog"

// english are the texts of the errors. Their keys and the order of their
// arguments are those of chinese.
var english = catalog.Texts{
	// The text.
	"bytes":  "the script is too long. It may have up to {0} bytes, printed in full",
	"utf8":   "this is not UTF-8 text. Save the script as UTF-8",
	"tab":    "a tab stands in the margin. Indent with spaces only, four a level",
	"quote":  `this string has no end. Close it with " on the same line`,
	"escape": `{0} means nothing in a string. Write one of \n \r \t \\ \", \x and two hexadecimal digits, like \x0a, or \ and up to three octal digits, up to \377, like \0 and \033`,
	"wide":   "{0} is a full-width sign. Write {1}",
	"letter": "words and names are made of the letters a to z, digits and _. {0} may stand in strings and behind # only",
	"single": `a string stands between two ", and not between two '`,
	"blank":  "{0} stands here, which looks like a blank and is none. Write an ordinary blank",
	"hidden": "{0} stands here, which cannot be seen. Delete it",

	// What is no script.
	"prompt":      "{0} is the prompt of a Python shell. Leave it out",
	"fence":       "{0} is a mark of a chat or a web page. Leave it out",
	"dump":        `{0} begins a line of a hex dump, and that is no script. Paste it at /framing, or write its bytes as send hex "00 05"`,
	"numbered":    "{0} looks like the number of a line. Leave the numbers of lines out",
	"python-call": "this is Python. In a script this line is: {0}",
	"python":      "this is Python, and a script has a line for each call and no more: the transport first, then a peer, like server:, and below it its calls, like recv 10",
	"literal":     "bytes stand between two \" and without a b. Write {0}",
	"port":        "a port is named. Write {0}",
	"comment":     "a comment begins with #, not with //",
	"semicolon":   "{0} ends no step. Begin a new line",

	"char": `{0} has no meaning here. Outside of strings there are only words, numbers and the signs : , + - * // % & | << >> ( ) # and a string stands between two "`,

	// The frame.
	"empty":          "the script is empty. Begin with the transport: tcp, udp, unix stream or unix datagram",
	"transport":      "a script begins with its transport at the margin, not with {0}. Write tcp, udp, unix stream or unix datagram",
	"twice":          "{0} is set for a second time. Keep one of the two lines",
	"late":           "{0} holds for the whole run. Write it above the first peer",
	"no-peers":       "nobody takes part. Add a peer, like server: and its steps below, indented",
	"edge":           "{0} is a step and belongs to a peer. Indent it by four spaces below the peer's name, like server:",
	"head":           "here a peer begins, and {0} is not one. Write a name and a colon, like server:",
	"reserved":       "{0} is a word of the language. Choose another name",
	"peer-transport": "a peer's line is its name and a colon, with a transport between them where that is not the script's. {1} is no transport; write {0}: or {0} udp:",
	"peer-twice":     "a second peer is called {0}. Give each peer a name of its own and write all its steps below it",
	"peers":          "these are too many peers. There may be up to {0}",
	"block":          "{0} has no steps. Write at least one below it, indented by four spaces more",
	"indent":         "this line has a margin of {0} spaces, its neighbours one of {1}. Give the lines of a block the same margin",
	"steps":          "these are too many steps. A script may have up to {0}, and a loop repeats some",
	"depth":          "these are too many loops within loops. There may be up to {0}",
	"rest":           "the line is complete before {0}. Leave out the rest or begin a new line. A complete line: {1}",

	// The parts of a line.
	"step":      "no step begins with {0}. There are: {1}",
	"integer":   "{0} wants a whole number from {1} to {2}, not {3}. For example: {4}",
	"duration":  "{0} wants a time from {1} to {2} with its unit (us, ms, s, m), not {3}. For example: {4}",
	"choice":    "after {0} stands one of {1}, not {2}. For example: {3}",
	"name":      "{0} wants a name of small letters, digits and _, up to {1}, beginning with a letter, not {2}. For example: {3}",
	"colon":     "a loop's line ends with a colon, not with {0}. Write loop:, loop 3:, loop until empty: or loop 3 until empty:",
	"term":      `bytes to send are missing, here stands {0}. Write a string, hex "00 05", base64 "AAU=", pack, upper or same. For example: send "hello"`,
	"coded":     `a string has to follow {0}, here stands {1}. For example: {2}`,
	"bad-coded": `the string behind {0} cannot be read as bytes: {1}`,
	"arg":       "pack wants a value, not {0}. Write len, a variable or a whole number of 64 bits",
	"format":    "{0} wants a struct format as a string, not {1}. For example: {2}",

	// Frames.
	"codec":        "{0}. For example: {1}",
	"codec-word":   "a codec is not written like this: here stands {0}, and there can stand {1}. For example: {2}",
	"codec-first":  "{0} needs to know how frames are made. Write codec length \"!I\" above, or another codec",
	"codec-json":   "a file goes with its name and its size in a JSON header. Write codec json \"!I\" above",
	"pieces":       "these are too many pieces. A send may be cut into up to {0}",
	"file-name":    "a file has a name of up to {0} bytes as a string, without a path and not beginning with a dot, not {1}. For example: {2}",
	"nowhere-file": "a file on {0} has to go somewhere. Write connect above",

	// What the struct module says.
	"bad-format":  `{0} is not a struct format: {1}. Right ones are "!I" (4 bytes) or "!H" (2 bytes)`,
	"format-size": "{0} describes {1} bytes. A format may describe up to {2}",
	"values":      `{0} gives {1} values, and unpack takes 1 to {2}`,
	"names":       `{0} gives {1} values, and each needs the name of a variable. For example: unpack "!BH" kind n`,
	"name-twice":  "{0} stands twice in this line. Give each value a name of its own",
	"pack":        `struct.pack would fail: {0}. Give as many values as the format has, each in its range, like pack "!I" len`,

	// What makes no sense.
	"until":         "recv until wants what its bytes end with: a string of 1 to {0} bytes, not {1}. For example: {2}",
	"datagram":      "{0} needs a stream, and {1} has datagrams. Leave it out: bind and recv are enough to receive them",
	"exactly":       "recv with {0} needs a stream: a receive on {1} takes one whole datagram. Write recv 1024",
	"all":           "sendall needs a stream: on {0} a datagram goes whole or not at all. Write send",
	"more":          "more needs a stream: on {0} each send is a datagram of its own here. Leave more out",
	"lowat":         "rcvlowat counts the bytes of a stream, and {0} has datagrams. Leave it out",
	"to":            "a stream has one other end, so on {0} nothing is sent to somebody. Leave out to and what follows",
	"option":        "{0} is an option of tcp, and this is {1}. Leave it out or set reuseaddr, sndbuf or rcvbuf",
	"accept-first":  "nobody listens yet. Write listen 5 above accept",
	"unconnected":   "{0} needs a connection. Write connect above it, or listen 5 and accept",
	"nowhere":       "a datagram on {0} has to go somewhere. Write to port 8080 or to sender at the end, or connect above",
	"sender":        "nothing was received yet, so there is no sender. Write recv 1024 above, or send to port 8080",
	"nothing":       "{0} needs bytes that were received. Write recv 1024 above",
	"close":         "no socket is open yet. Leave close out, or write it after the steps that use the socket",
	"listener":      "nobody listens here. Write listen 5 above, or only close",
	"unknown-name":  `{0} has no value yet. Write recv 4 and unpack "!I" {0} above`,
	"conn-datagram": "{0} has no connections that could have a name. Answer by to sender",
	"conn-open":     "the connection {0} is still open. Choose another name, or write close {0} above",
	"conn-unknown":  "no connection is called {0}. Write accept as {0} or connect as {0} above",
	"conn-loop":     "the next round of the loop uses the name {0} again, and this connection is still open. Write close {0} in the loop",
	"name-taken":    "{0} is the name of a variable or a connection already. Choose another name",
	"operand":       "{0} wants a number: digits (like 4 or 0x7fff), a variable, or a sum in brackets, not {1}",
	"right":         "{0} wants a whole number from {1} to {2} on its right, not {3}",
	"bracket":       "a bracket is open: here ) is needed, not {0}",
	"brackets":      "up to {0} brackets stand within each other",
	"not-integer":   `{0} is not a whole number, and recv and pack want one. Unpack it by a format like "!I"`,
	"payload":       "this send has {0} bytes. One send may have up to {1}",
	"wait-self":     "{0} would wait for itself for ever. Name another peer",
	"no-peer":       "there is no peer called {0}",
	"wait-peer":     "there is no peer called {0}. Name one of this script",
	"wait-count":    "{0} will not do so: its program makes {1} at most {2} times. Wait for less, or for end",
}
