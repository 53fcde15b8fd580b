package paste

// streamForms are bytes as tools that watch a stream write them, and as od and encoders do.
var streamForms = []formCase{
	{"od -ta", "0000000 nul enq   h   e   l   l   o  cr  nl   f   e   n   g\n0000015\n", FormDump, "000568656c6c6f0d0a66656e67", "offsets od-names", ""},
	{"od -An -c", "  \\0 005   h   e   l   l   o  \\0  \\0  \\0 004 377 376  \\r  \\n   f\n   e   n   g   !     177 200   A   B   C   d   e   f       0   1\n   2   3   4   5   6   7   8   9       x   y   z\n", FormDump, "000568656c6c6f00000004fffe0d0a66656e6721207f8041424364656620303132333435363738392078797a", "od-bytes", ""},
	{"od -tx1c", "0000000  00  05  68  65  6c  6c  6f  00  00  00  04  ff  fe  0d  0a  66\n         \\0 005   h   e   l   l   o  \\0  \\0  \\0 004 377 376  \\r  \\n   f\n0000020  65  6e  67  21  20  7f  80  41  42  43  64  65  66  20  30  31\n          e   n   g   !     177 200   A   B   C   d   e   f       0   1\n0000040  32  33  34  35  36  37  38  39  20  78  79  7a\n          2   3   4   5   6   7   8   9       x   y   z\n0000054\n", FormDump, "000568656c6c6f00000004fffe0d0a66656e6721207f8041424364656620303132333435363738392078797a", "offsets line-left line-left line-left", ""},
	{"od -td4", "0000000  1701315840     7302252   -16515072  1711934974\n0000020   560426597  1098940192  1701069634   825237606\n0000040   892613426   959985462  2054780960\n0000054\n", FormDump, "000568656c6c6f00000004fffe0d0a66656e6721207f8041424364656620303132333435363738392078797a", "offsets od-decimal-wide", ""},
	{"od -tu4", "0000000 1701315840    7302252 4278452224 1711934974\n0000020  560426597 1098940192 1701069634  825237606\n0000040  892613426  959985462 2054780960\n0000054\n", FormDump, "000568656c6c6f00000004fffe0d0a66656e6721207f8041424364656620303132333435363738392078797a", "offsets od-decimal-wide", ""},
	{"base32", "AACWQZLMNRXQ2CTGMVXGOAAFNBSWY3DPBUFGMZLOM4======", FormBase64, "000568656c6c6f0d0a66656e67000568656c6c6f0d0a66656e67", "base32", "text"},
	{"base32hex", "002MGPBCDHNGQ2J6CLN6E005D1IMOR3F1K56CPBECS======", FormBase64, "000568656c6c6f0d0a66656e67000568656c6c6f0d0a66656e67", "base32", "text"},
	{"Ascii85", "<~!!R%ICi\"#!$>*jeB)~>", FormBase64, "000568656c6c6f0d0a66656e67", "ascii85", "text"},
	{"socat -v", "> 2024/05/01 10:00:00.000123456  length=13 from=0 to=12\nhello\\r\nfeng\\r\n", FormDump, "68656c6c6f0d0a66656e670d0a", "socat", ""},
	{"socat -v, both ways and a dot", "> 2024/05/01 10:00:00.123456  length=8 from=0 to=7\nhello.\\r\n< 2024/05/01 10:00:00.123987  length=6 from=0 to=5\nfeng\\r\n", FormDump, "68656c6c6f2e0d0a", "socat socat-way socat-dots", ""},
	{"socat -x, both ways", "> 2024/05/01 10:00:00.123456  length=7 from=0 to=6\n 68 65 6c 6c 6f 0d 0a\n--\n< 2024/05/01 10:00:00.123987  length=6 from=0 to=5\n 66 65 6e 67 0d 0a\n--\n", FormDump, "68656c6c6f0d0a", "socat socat-way", "hex"},
	{"Zephyr", "[00:00:00.013,000] <inf> net: RX data\n                              00 05 68 65 6c 6c 6f 00  00 00 04 ff fe 0d 0a 66  |..hello. .......f\n                              65 6e 67 21 20 7f 80 41  42 43 64 65 66 20 30 31  |eng! ..A BCdef 01\n                              32 33 34 35 36 37 38 39  20 78 79 7a              |23456789  xyz\n", FormHex, "000568656c6c6f00000004fffe0d0a66656e6721207f8041424364656620303132333435363738392078797a", "around column", ""},
	{"ncat -x", "[0000]   00 05 68 65 6C 6C 6F 0D   0A 66 65 6E 67               ..hello.  .feng\n", FormDump, "000568656c6c6f0d0a66656e67", "offsets column", ""},
	{"print of bytes in Python", "received b'\\x00\\x05hello' from ('127.0.0.1', 5000)", FormLiteral, "000568656c6c6f", "around", ""},
	{"cat -v", "^@^Ehello^@^@^D", FormText, "5e405e4568656c6c6f5e405e405e44", "cat-v", ""},
	{"pictures of control characters", "␀␅hello", FormText, "e29080e2908568656c6c6f", "pictures", ""},
	{"SEND: of pymodbus", "SEND: 0x0 0x1 0x0 0x0 0x0 0x6 0x1 0x3", FormHex, "0001000000060103", "around", ""},
}
