package script

// english are the texts of the errors. Their keys and the order of their
// arguments are those of chinese.
var english = map[string]string{
	// The text.
	"bytes":  "the script is too long. It may have up to %d bytes, printed in full",
	"utf8":   "this is not UTF-8 text. Save the script as UTF-8",
	"tab":    "a tab stands in the margin. Indent with spaces only, four a level",
	"quote":  `this string has no end. Close it with " on the same line`,
	"escape": `%s means nothing in a string. Write one of \n \r \t \0 \\ \" or \x and two hexadecimal digits, like \x0a`,
	"wide":   "%s is a full-width sign. Write %s",
	"char":   `%s has no meaning here. Outside of strings there are only words, numbers and the signs : + * , # and a string stands between two "`,

	// The frame.
	"empty":      "the script is empty. Begin with the transport: tcp, udp, unix stream or unix datagram",
	"transport":  "a script begins with its transport at the margin, not with %s. Write tcp, udp, unix stream or unix datagram",
	"twice":      "%s is set for a second time. Keep one of the two lines",
	"late":       "%s holds for the whole run. Write it above the first peer",
	"no-peers":   "nobody takes part. Add a peer, like server: and its steps below, indented",
	"edge":       "%s is a step and belongs to a peer. Indent it by four spaces below the peer's name, like server:",
	"head":       "here a peer begins, and %s is not one. Write a name and a colon, like server:",
	"reserved":   "%s is a word of the language. Choose another name",
	"peer-twice": "a second peer is called %s. Give each peer a name of its own and write all its steps below it",
	"peers":      "these are too many peers. There may be up to %d",
	"block":      "%s has no steps. Write at least one below it, indented by four spaces more",
	"indent":     "this line has a margin of %d spaces, its neighbours one of %d. Give the lines of a block the same margin",
	"steps":      "these are too many steps. A script may have up to %d, and a loop repeats some",
	"depth":      "these are too many loops within loops. There may be up to %d",
	"rest":       "the line is complete before %s. Leave out the rest or begin a new line. A complete line: %s",

	// The parts of a line.
	"step":     "no step begins with %s. There are: %s",
	"integer":  "%s wants a whole number from %d to %d, not %s. For example: %s",
	"duration": "%s wants a time from %s to %s with its unit (us, ms, s, m), not %s. For example: %s",
	"choice":   "after %s stands one of %s, not %s. For example: %s",
	"name":     "%s wants a name of small letters, digits and _, up to %d, beginning with a letter, not %s. For example: %s",
	"colon":    "a loop's line ends with a colon, not with %s. Write loop:, loop 3:, loop until empty: or loop 3 until empty:",
	"term":     `bytes to send are missing, here stands %s. Write a string, pack, upper or same. For example: send "hello"`,
	"arg":      "pack wants a value, not %s. Write len, a variable or a whole number of 64 bits",
	"format":   "%s wants a struct format as a string, not %s. For example: %s",

	// Frames.
	"codec":        "%s. For example: %s",
	"codec-word":   "a codec is not written like this: here stands %s, and there can stand %s. For example: %s",
	"codec-first":  "%s needs to know how frames are made. Write codec length \"!I\" above, or another codec",
	"codec-json":   "a file goes with its name and its size in a JSON header. Write codec json \"!I\" above",
	"pieces":       "these are too many pieces. A send may be cut into up to %d",
	"file-name":    "a file has a name of up to %d bytes as a string, without a path and not beginning with a dot, not %s. For example: %s",
	"nowhere-file": "a file on %s has to go somewhere. Write connect above",

	// What the struct module says.
	"bad-format":  `%s is not a struct format: %s. Right ones are "!I" (4 bytes) or "!H" (2 bytes)`,
	"format-size": "%s describes %d bytes. A format may describe up to %d",
	"one-value":   `%s gives %d values, and unpack has one variable. Write a format of one value, like "!I"`,
	"pack":        `struct.pack would fail: %s. Give as many values as the format has, each in its range, like pack "!I" len`,

	// What makes no sense.
	"datagram":     "%s needs a stream, and %s has datagrams. Leave it out: bind and recv are enough to receive them",
	"exactly":      "recv with %s needs a stream: a receive on %s takes one whole datagram. Write recv 1024",
	"all":          "sendall needs a stream: on %s a datagram goes whole or not at all. Write send",
	"more":         "more needs a stream: on %s each send is a datagram of its own here. Leave more out",
	"lowat":        "rcvlowat counts the bytes of a stream, and %s has datagrams. Leave it out",
	"to":           "a stream has one other end, so on %s nothing is sent to somebody. Leave out to and what follows",
	"option":       "%s is an option of tcp, and this is %s. Leave it out or set reuseaddr, sndbuf or rcvbuf",
	"accept-first": "nobody listens yet. Write listen 5 above accept",
	"unconnected":  "%s needs a connection. Write connect above it, or listen 5 and accept",
	"nowhere":      "a datagram on %s has to go somewhere. Write to port 8080 or to sender at the end, or connect above",
	"sender":       "nothing was received yet, so there is no sender. Write recv 1024 above, or send to port 8080",
	"nothing":      "%s needs bytes that were received. Write recv 1024 above",
	"close":        "no socket is open yet. Leave close out, or write it after the steps that use the socket",
	"listener":     "nobody listens here. Write listen 5 above, or only close",
	"unknown-name": `%s has no value yet. Write recv 4 and unpack "!I" %[1]s above`,
	"not-integer":  `%s is not a whole number, and recv and pack want one. Unpack it by a format like "!I"`,
	"payload":      "this send has %d bytes. One send may have up to %d",
	"wait-self":    "%s would wait for itself for ever. Name another peer",
	"no-peer":      "there is no peer called %s",
	"wait-peer":    "there is no peer called %s. Name one of this script",
	"wait-count":   "%s will not do so: its program makes %s at most %d times. Wait for less, or for end",
}
