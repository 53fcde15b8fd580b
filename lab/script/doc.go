// Package script is the language that experiments are written in: one peer a
// block, one call a line, much like the Python it stands for. Parse reads a
// script and judges it, Print writes one, and every error says where it is,
// what is wrong and what would be right.
//
//	tcp
//	server:
//	    listen 5
//	    accept
//	    wait client send 2    # makes the outcome certain
//	    recv 10
//	client:
//	    connect
//	    send "hello"
//	    send pack "!I" len + "feng"
//
// Peers start in the order of their blocks. A step's identity is its line. "limit"
// ends the run that long after its first peer started, whether calls are still
// being made or not; it is no time of stillness. A peer "outside" is a program of
// somebody's own, which the others meet at the door that whoever began the lab opened.
// The grammar:
//
//	script    = transport EOL { setting } peer { peer } .
//	transport = "tcp" | "udp" | "tcp6" | "udp6" | "unix" ( "stream" | "datagram" | "seqpacket" ) .
//	setting   = ( "probes" switch | "wire" switch | "limit" DURATION ) EOL .
//	peer      = NAME [ transport ] ":" EOL block | NAME "outside" EOL .
//	block     = INDENT step { step } DEDENT .
//	step      = [ "try" ] action EOL | "try" "connect" [ port ] [ name ] "into" NAME EOL
//	          | "loop" [ INT ] [ "until" "empty" ] ":" EOL block | "break" EOL | "thread" [ NAME ] ":" EOL block
//	          | "if" condition ":" EOL block { "elif" condition ":" EOL block } [ "else" ":" EOL block ] .
//	condition = [ "not" ] "ready" open | "not" value | value [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) value ] .
//	value     = expr | "same" | NAME | [ "hex" | "base64" ] STRING [ "*" INT ] .
//	action    = "bind" [ port ]
//	          | "listen" INT [ port ]
//	          | "accept" [ name ]
//	          | "connect" [ port ] [ name ]
//	          | ( "send" [ "frame" ] | "sendall" ) term { "+" term } [ cut ] [ "more" ] [ "to" ( "sender" | port | NAME ) ]
//	          | "send" "file" STRING INT
//	          | "recv" ( ( "exactly" size | size [ "waitall" ] | ( "frame" | "until" STRING ) [ "by" INT ] ) [ "from" NAME ] [ "into" NAME ] | size [ "from" NAME ] "onto" NAME | "file" [ "by" INT ] )
//	          | "peek" size [ "from" NAME ]
//	          | "ready" "from" open { "," open } [ "within" DURATION ]
//	          | "codec" CODEC
//	          | "wait" NAME ( call [ INT ] | "end" )
//	          | "set" ( flag switch | bytes INT | "linger" ( INT | "off" ) )
//	          | "timeout" DURATION
//	          | "blocking" switch
//	          | "close" [ "listener" | NAME ]
//	          | OTHER .
//	term      = [ "hex" | "base64" ] STRING [ "*" ( INT | NAME | "len" NAME | "(" expr ")" ) ]
//	          | "file" STRING
//	          | "pack" STRING arg { "," arg }
//	          | "upper" | "same" | NAME .
//	arg       = "len" | NAME | [ "-" ] INT | "(" expr ")" .
//	cut       = "cut" ( "each" INT | INT { "," INT } ) [ "gap" DURATION ] .
//	port      = "port" INT .
//	name      = "as" NAME .
//	open      = NAME | "listener" .
//	switch    = "on" | "off" .
//	flag      = "nodelay" | "reuseaddr" | "cork" | "quickack" | "keepalive" .
//	bytes     = "sndbuf" | "rcvbuf" | "maxseg" | "rcvlowat" .
//	size      = expr .
//	expr      = operand { operator operand } .
//	operand   = INT | "0x" hex { hex } | NAME | "len" NAME | "(" expr ")" .
//	operator  = "|" | "&" | "<<" | ">>" | "+" | "-" | "*" | "//" | "%" .
//	call      = "bind" | "listen" | "accept" | "connect" | "send" | "recv"
//	          | "close" | WORD .
//	NAME      = lower { lower | digit | "_" } .
//	INT       = digit { digit } .
//	DURATION  = number unit { number unit } .
//	number    = digit { digit } [ "." { digit } ] .
//	unit      = "ns" | "us" | "ms" | "s" | "m" | "h" .
//	STRING    = '"' { char | escape } '"' .
//	escape    = "\" ( "n" | "r" | "t" | "0" | "\" | '"' | "x" hex hex ) .
//	EOL       = [ "#" { char } ] newline .
//
// INDENT and DEDENT are changes of a line's margin, as in Python; only spaces
// make a margin, and a peer's name has none. Blank lines and comments may
// stand anywhere. Terms are joined into the bytes of one call; "len" is the
// number of bytes in the terms after it, "upper" and "same" are what was
// received last. An expression is worked out as Python does, with its order of
// operators; in brackets of a pack it may have "len". A receive that returns no bytes leaves the innermost loop
// "until empty" around it, a break the innermost loop of any kind. A condition compares
// two numbers, or asks whether some bytes are the same; a value alone holds when it is
// not 0 or has a byte. Where the ways through an if leave different connections open, a
// step below it has to name the one that it is for.
//
// "send" is one call of send(2), "sendall" as many as it takes until the kernel
// has every byte; "more" is MSG_MORE, "waitall" MSG_WAITALL and "peek" a receive with MSG_PEEK, while "exactly"
// is a loop in the program. "timeout" and "blocking" are Python's settimeout and
// setblocking for all sockets of the peer: "blocking on" takes a timeout back,
// and with "blocking off" a call that cannot be done at once fails. A call that
// fails ends the program of its peer, unless "try" stands before it: then what
// was received last is nothing, if it was a receive, and the next step follows.
// "try" stands before steps that make a call.
//
// OTHER is one of the actions of lab/action, each of which has its own grammar, and
// WORD the word of one whose call can be waited for; Grammar has them in their
// places.
//
// CODEC is the text form of a codec, which lab/frame's Grammar gives; its strings
// are written as here. From its line on the peer's "send frame" sends its terms
// as the body of one frame, every byte of it, and "recv frame" receives, INT
// bytes a call or 1024, until one frame is complete; what came behind it is kept
// for the next one; "recv until" is the same without a codec: what ends with the
// string is a frame, and so is what is left when the stream ends. "upper", "same" and unpack see the body. "cut" makes pieces
// of the bytes of a send, each of which is sent by a call of its own: so many
// bytes each, or pieces of these sizes and the rest; "gap" is a pause between
// them. A whole file of INT bytes, made for it, is a frame of a codec with a JSON
// header that tells its name, size and MD5, and is held to them where it is
// received. A fault in what was received ends the program, as a call that fails
// does.
package script
