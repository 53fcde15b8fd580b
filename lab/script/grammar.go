package script

import (
	"fmt"
	"strings"

	"stickylab/lab/action"
)

// Grammar is the exact grammar of the language in EBNF: that of the package
// comment with the actions of lab/action in their places. CODEC is the codec of
// lab/frame's Grammar.
var Grammar = whole(action.Kinds())

// whole puts kinds of actions in the places of the frame.
func whole(kinds []*action.Kind) string {
	var actions, awaited strings.Builder
	for _, kind := range kinds {
		fmt.Fprintf(&actions, "\n          | %q", kind.Word)
		if kind.Grammar != "" {
			actions.WriteString(" " + kind.Grammar)
		}
		if kind.Awaited {
			fmt.Fprintf(&awaited, " | %q", kind.Word)
		}
	}
	return strings.NewReplacer("\n          | OTHER", actions.String(), " | WORD", awaited.String()).Replace(frameOfGrammar)
}

// frameOfGrammar is the grammar as the package comment has it: OTHER is an
// action of lab/action, WORD the word of one whose call can be waited for.
const frameOfGrammar = `script    = transport EOL { setting } peer { peer } .
transport = "tcp" | "udp" | "tcp6" | "udp6" | "unix" ( "stream" | "datagram" | "seqpacket" ) .
setting   = ( "probes" switch | "wire" switch | "limit" DURATION ) EOL .
peer      = NAME [ transport ] ":" EOL block | NAME "outside" EOL .
block     = INDENT step { step } DEDENT .
step      = [ "try" ] action EOL | "try" "connect" [ port ] [ name ] "into" NAME EOL
          | "loop" [ INT ] [ "until" "empty" ] ":" EOL block | "break" EOL | "thread" [ NAME ] ":" EOL block
          | "if" condition ":" EOL block { "elif" condition ":" EOL block } [ "else" ":" EOL block ] .
condition = [ "not" ] "ready" open | "not" value | value [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) value ] .
value     = expr | "same" | NAME | [ "hex" | "base64" ] STRING [ "*" INT ] .
action    = "bind" [ port ]
          | "listen" INT [ port ]
          | "accept" [ name ]
          | "connect" [ port ] [ name ]
          | ( "send" [ "frame" ] | "sendall" ) term { "+" term } [ cut ] [ "more" ] [ "to" ( "sender" | port | NAME ) ]
          | "send" "file" STRING INT
          | "recv" ( ( "exactly" size | size [ "waitall" ] | ( "frame" | "until" STRING ) [ "by" INT ] ) [ "from" NAME ] [ "into" NAME ] | size [ "from" NAME ] "onto" NAME | "file" [ "by" INT ] )
          | "peek" size [ "from" NAME ]
          | "ready" "from" open { "," open } [ "within" DURATION ]
          | "codec" CODEC
          | "wait" NAME ( call [ INT ] | "end" )
          | "set" ( flag switch | bytes INT | "linger" ( INT | "off" ) )
          | "timeout" DURATION
          | "blocking" switch
          | "close" [ "listener" | NAME ]
          | OTHER .
term      = [ "hex" | "base64" ] STRING [ "*" ( INT | NAME | "len" NAME | "(" expr ")" ) ]
          | "file" STRING
          | "pack" STRING arg { "," arg }
          | "upper" | "same" | NAME .
arg       = "len" | NAME | [ "-" ] INT | "(" expr ")" .
cut       = "cut" ( "each" INT | INT { "," INT } ) [ "gap" DURATION ] .
port      = "port" INT .
name      = "as" NAME .
open      = NAME | "listener" .
switch    = "on" | "off" .
flag      = "nodelay" | "reuseaddr" | "cork" | "quickack" | "keepalive" .
bytes     = "sndbuf" | "rcvbuf" | "maxseg" | "rcvlowat" .
size      = expr .
expr      = operand { operator operand } .
operand   = INT | "0x" hex { hex } | NAME | "len" NAME | "(" expr ")" .
operator  = "|" | "&" | "<<" | ">>" | "+" | "-" | "*" | "//" | "%" .
call      = "bind" | "listen" | "accept" | "connect" | "send" | "recv"
          | "close" | WORD .
NAME      = lower { lower | digit | "_" } .
INT       = digit { digit } .
DURATION  = number unit { number unit } .
number    = digit { digit } [ "." { digit } ] .
unit      = "ns" | "us" | "ms" | "s" | "m" | "h" .
STRING    = '"' { char | escape } '"' .
escape    = "\" ( "n" | "r" | "t" | "0" | "\" | '"' | "x" hex hex ) .
EOL       = [ "#" { char } ] newline .
`
