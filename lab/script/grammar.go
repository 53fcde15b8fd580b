package script

// Grammar is the exact grammar of the language in EBNF, as the package comment
// gives it. CODEC is the codec of lab/frame's Grammar.
const Grammar = `script    = transport EOL { setting } peer { peer } .
transport = "tcp" | "udp" | "unix" ( "stream" | "datagram" ) .
setting   = ( "probes" switch | "wire" switch | "limit" DURATION ) EOL .
peer      = NAME [ transport ] ":" EOL block .
block     = INDENT step { step } DEDENT .
step      = [ "try" ] action EOL | "loop" [ INT ] [ "until" "empty" ] ":" EOL block .
action    = "bind" [ port ]
          | "listen" INT [ port ]
          | "accept"
          | "connect" [ port ]
          | ( "send" [ "frame" ] | "sendall" ) term { "+" term } [ cut ] [ "more" ] [ "to" ( "sender" | port ) ]
          | "send" "file" STRING INT
          | "recv" ( "exactly" size | size [ "waitall" ] | ( "frame" | "file" ) [ "by" INT ] )
          | "codec" CODEC
          | "unpack" STRING NAME
          | "sleep" DURATION
          | "wait" NAME ( call [ INT ] | "end" )
          | "set" ( flag switch | bytes INT | "linger" ( INT | "off" ) )
          | "timeout" DURATION
          | "blocking" switch
          | "shutdown" ( "read" | "write" | "both" )
          | "close" [ "listener" ] .
term      = STRING [ "*" INT ]
          | "pack" STRING arg { "," arg }
          | "upper" | "same" .
arg       = "len" | NAME | [ "-" ] INT .
cut       = "cut" ( "each" INT | INT { "," INT } ) [ "gap" DURATION ] .
port      = "port" INT .
switch    = "on" | "off" .
flag      = "nodelay" | "reuseaddr" | "cork" | "quickack" | "keepalive" .
bytes     = "sndbuf" | "rcvbuf" | "maxseg" | "rcvlowat" .
size      = INT | NAME .
call      = "bind" | "listen" | "accept" | "connect" | "send" | "recv"
          | "shutdown" | "close" .
NAME      = lower { lower | digit | "_" } .
INT       = digit { digit } .
DURATION  = number unit { number unit } .
number    = digit { digit } [ "." { digit } ] .
unit      = "ns" | "us" | "ms" | "s" | "m" | "h" .
STRING    = '"' { char | escape } '"' .
escape    = "\" ( "n" | "r" | "t" | "0" | "\" | '"' | "x" hex hex ) .
EOL       = [ "#" { char } ] newline .
`
