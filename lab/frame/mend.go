package frame

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stickylab/lab/catalog"
)

// maxMends bounds the repairs of one text.
const maxMends = 8

// Mended returns the codec that a text with mistakes was meant to be: words that are nearly
// right, strings without quotes or in others, max=5, the name of a class of Netty. False
// where no few repairs make it one.
func Mended(text string) (string, bool) {
	if called, ok := knownAs[strings.ToLower(strings.Join(strings.FieldsFunc(text, isBetween), ""))]; ok {
		text = called
	}
	text = fromNetty(strings.Map(narrowed, quotesOf.Replace(strings.TrimSpace(text))))
	if name := callOf.FindStringSubmatch(text); name != nil {
		text = name[1] + " " + name[2]
	}
	for range maxMends {
		p, err := parse(text)
		if err == nil {
			if c, err := Parse(text); err == nil {
				return c.String(), true
			}
			return "", false
		}
		words, _ := err.Value.([]string)
		next, ok := repair(text, p.at, len(p.token), words)
		if !ok || next == text {
			return "", false
		}
		text = next
	}
	return "", false
}

// narrowed is the ASCII of a full-width form (Unicode, block Halfwidth and Fullwidth Forms).
func narrowed(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// knownAs are codecs by the names of the protocols and ways that they read, without the signs
// between words.
var knownAs = map[string]string{
	"slip": `marks "\xc0" "\xc0" shared swap "\xdb" "\xdb\xdd" "\xc0" "\xdb\xdc"`, "hdlc": `marks "~" "~" shared xor "}"`, "ppp": `marks "~" "~" shared xor "}"`,
	"stxetx": `marks "\x02" "\x03"`, "mllp": `marks "\x0b" "\x1c\r"`, "hl7": `marks "\x0b" "\x1c\r"`, "crlf": `delimiter "\r\n"`, "lf": `delimiter "\n"`, "newline": "line", "lines": "line",
	"nul": `delimiter "\x00"`, "null": `delimiter "\x00"`, "protobuf": "varint", "ws": "websocket", "redis": "resp", "asn1": "ber", "mqtt": "varint offset 1 keep",
	"modbus": `length "!H" offset 4 strip 0`, "modbustcp": `length "!H" offset 4 strip 0`, "mysql": `length "<3" adjust 1 strip 4`, "kafka": `length "!I"`, "thrift": `length "!I"`,
	"grpc": `length "!I" offset 1 strip 5`, "dns": `length "!H"`, "tls": `length "!H" offset 3`, "postgresql": `length "!I" offset 1 adjust -4 strip 0`, "postgres": `length "!I" offset 1 adjust -4 strip 0`,
	"netstring": `end "," number ":" adjust 1`, "lsp": `headers "Content-Length" must`, "tlv": `length "!H" offset 1`, "jsonlines": "line", "ndjson": "line",
}

func isBetween(r rune) bool { return strings.ContainsRune(" -_/.", r) }

// parse goes through a text up to its first mistake.
func parse(text string) (*parser, *Error) {
	p := &parser{text: text}
	p.next()
	p.codec()
	if p.err == nil && p.token != "" {
		p.want(p.known...)
	}
	if p.err != nil { // the token may have been read already
		p.at = int(p.err.Off)
		p.token = ""
		p.next()
	}
	return p, p.err
}

var (
	quotesOf = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‘", `"`, "’", `"`, "'", `"`, "`", `"`, "，", ",", "＝", "=", "（", "(", "）", ")", "\u3000", " ", "\u00a0", " ")
	callOf   = regexp.MustCompile(`^([a-z]+)\s*\((.*)\)$`)
	aByte    = regexp.MustCompile(`^0[xX]([0-9a-fA-F]{2})$`)
	hexByte  = regexp.MustCompile(`^[0-9a-fA-F]{2}$`)
	aSize    = regexp.MustCompile(`^"?(\d+)\s*([kKmM]?)(?:i?[bB])?"?$`)
	unquoted = regexp.MustCompile(`^[!-~]{1,16}$`)
)

// repair changes what stands at a place of a text, where others were wanted.
func repair(text string, at, size int, words []string) (string, bool) {
	token := text[at : at+size]
	put := func(with string) (string, bool) { return strings.TrimSpace(text[:at] + with + text[at+size:]), true }
	bare := strings.Trim(token, `",;()`)
	switch {
	case token == "":
		return "", false
	case len(words) == 1 && len(words[0]) > 2 && words[0][0] == '"' && isLetter(words[0][1]):
		return put(words[0])
	case slices.Contains(words, "INT"):
		if parts := aSize.FindStringSubmatch(strings.Trim(token, ",;=()")); parts != nil {
			n, _ := strconv.Atoi(parts[1])
			return put(strconv.Itoa(n << map[string]int{"": 0, "K": 10, "M": 20}[strings.ToUpper(parts[2])]))
		}
	case slices.Contains(words, "STRING") && !strings.HasPrefix(token, `"`):
		if parts := aByte.FindStringSubmatch(bare); parts != nil {
			return put(`"\x` + parts[1] + `"`)
		}
		if hexByte.MatchString(bare) {
			return put(`"\x` + bare + `"`)
		}
		if unquoted.MatchString(bare) {
			return put(`"` + bare + `"`)
		}
	case strings.ContainsAny(token, "=,;("):
		return put(strings.Map(func(r rune) rune {
			if strings.ContainsRune("=,;(", r) {
				return ' '
			}
			return r
		}, token))
	case token == "codec" && at == 0:
		return put("")
	default:
		letters := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return !isLetter(word[0]) })
		if near := catalog.Nearest(token, letters); near != "" {
			return put(near)
		}
	}
	return "", false
}

// Classes of Netty, and what they are here; of some the arguments count.
var (
	aClass = regexp.MustCompile(`^(?:new\s+)?([A-Z]\w+)\s*\(([\d\s,_*<-]*)\);?$`)
	same   = map[string]string{
		"LineBasedFrameDecoder": "line", "ProtobufVarint32FrameDecoder": "varint", "JsonObjectDecoder": "braces",
		"HttpServerCodec": "http", "HttpClientCodec": "http", "HttpRequestDecoder": "http", "RedisDecoder": "resp",
	}
	formats = map[int]string{1: "B", 2: "!H", 3: "!3", 4: "!I", 8: "!Q"}
)

// fromNetty writes the constructor of a class of Netty as the codec that it makes.
func fromNetty(text string) string {
	parts := aClass.FindStringSubmatch(text)
	if parts == nil {
		return text
	}
	var n []int
	for word := range strings.SplitSeq(parts[2], ",") {
		value, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(word), "_", ""))
		if err != nil && strings.TrimSpace(parts[2]) != "" {
			return text
		}
		n = append(n, value)
	}
	switch {
	case same[parts[1]] != "":
		return same[parts[1]]
	case parts[1] == "FixedLengthFrameDecoder" && len(n) == 1:
		return fmt.Sprintf("fixed %d", n[0])
	case parts[1] == "LengthFieldBasedFrameDecoder" && (len(n) == 3 || len(n) == 5) && formats[n[2]] != "":
		n = append(n, 0, 0)
		return fmt.Sprintf("length %q offset %d adjust %d strip %d max %d", formats[n[2]], n[1], n[3], n[4], n[0])
	}
	return text
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
