package script

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/frame"
)

// cut reads how a send is cut into pieces; size is what is known of its bytes.
func (p *parser) cut(size int) (cut lab.Cut, gap time.Duration) {
	if !p.take("cut") {
		return cut, 0
	}
	at := p.peek()
	switch next := p.line.tokens[min(p.at+1, len(p.line.tokens)-1)]; {
	case random(at), at.is("each") && random(next):
		p.fail(at, "cut-random")
	case at.kind == isWord && at.text != "each" && at.text != "gap", at.is("each") && next.kind == isWord:
		p.fail(at, "cut-variable", got(map[bool]token{true: next, false: at}[at.is("each")].text))
	}
	if p.take("each") {
		cut.Each = p.integer("each", 1, MaxPayload)
		if p.err == nil && size/cut.Each > MaxCutPieces {
			p.fail(at, "pieces", MaxCutPieces)
		}
	} else {
		for ok := true; ok && p.err == nil; ok = p.take(",") {
			cut.Sizes = append(cut.Sizes, p.integer("cut", 1, MaxPayload))
		}
		if len(cut.Sizes) > MaxCutPieces {
			p.fail(at, "pieces", MaxCutPieces)
		}
	}
	if p.take("gap") {
		gap = p.duration("gap", 1, MaxPause)
	}
	return cut, gap
}

// random reports whether a word asks for chance.
func random(t token) bool {
	return t.kind == isWord && slices.Contains([]string{"random", "randomly", "rand", "randint", "any", "anywhere", "chance"}, strings.ToLower(t.text))
}

// sendFile reads the rest of a send that began with file.
func (p *parser) sendFile(first, file token) lab.Action {
	if p.inThread {
		p.fail(file, "thread-file")
	}
	p.needsCodec(file, true)
	p.needsConnection(first)
	p.needsOne(first)
	if !p.scope.connected {
		p.fail(file, "nowhere-file", p.transport.String())
	}
	name := p.fileName()
	p.scope.opened = true
	return lab.SendFile{Name: name, Size: p.integer("file", 0, MaxFile)}
}

func (p *parser) fileName() string {
	name := p.next()
	if name.kind != isString || !lab.FileName(string(name.bytes)) {
		p.fail(name, "file-name", lab.MaxFileName, got(name.text), example("file"))
	}
	return string(name.bytes)
}

// recvFramed reads the rest of a receive by the codec, if it is one.
func (p *parser) recvFramed(first token) (lab.Action, bool) {
	kind := p.peek()
	file, until := kind.is("file"), kind.is("until")
	if !file && !until && !kind.is("frame") {
		return nil, false
	}
	p.next()
	var ending []byte
	if until {
		ending = p.until(kind)
	} else {
		p.needsCodec(kind, file)
	}
	by := 0
	if p.take("by") {
		by = p.integer("by", 1, MaxRecv)
	}
	p.scope.received = true
	if file {
		if p.inThread {
			p.fail(kind, "thread-file")
		}
		p.needsOne(first)
		return lab.RecvFile{By: by}, true
	}
	do := lab.RecvFrame{By: by, Until: ending}
	do.From, do.Into = p.fromInto(first)
	return do, true
}

// until reads what the bytes of a receive end with.
func (p *parser) until(word token) []byte {
	if !p.transport.Stream() {
		p.fail(word, "exactly", word.text, p.transport.String())
	}
	t := p.next()
	if t.kind != isString || len(t.bytes) == 0 || len(t.bytes) > frame.MaxDelimiterBytes {
		p.fail(t, "until", frame.MaxDelimiterBytes, got(t.text), `recv until "\n"`)
	}
	return t.bytes
}

// reserved reports whether a receive would take a variable's name for
// something else.
func reserved(name string) bool {
	switch name {
	case "len", "exactly", "frame", "file", "until", "same", "not", "ready":
		return true
	}
	return false
}

func cutText(cut lab.Cut, gap time.Duration) string {
	text := ""
	switch {
	case cut.Each > 0:
		text = " cut each " + strconv.Itoa(cut.Each)
	case len(cut.Sizes) > 0:
		sizes := make([]string, len(cut.Sizes))
		for i, size := range cut.Sizes {
			sizes[i] = strconv.Itoa(size)
		}
		text = " cut " + strings.Join(sizes, ", ")
	}
	if gap > 0 {
		text += " gap " + action.Duration(gap)
	}
	return text
}

// cutterText is how a receive of frames knows where one ends.
func cutterText(do lab.RecvFrame) string {
	if len(do.Until) > 0 {
		return " until " + Quote(do.Until)
	}
	return " frame"
}

func byText(by int) string {
	if by == 0 {
		return ""
	}
	return " by " + strconv.Itoa(by)
}
