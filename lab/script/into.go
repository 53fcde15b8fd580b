package script

// noBytes is the value of a variable of bytes, of which a script tells no more.
var noBytes any = []byte(nil)

// fromInto reads the name of the connection that a receive is on, if it has one, and
// that of the variable that gets the bytes, in any order.
func (p *parser) fromInto(first token) (from, into string) {
	into = p.into()
	if from = p.from(first); into == "" {
		into = p.into()
	}
	return from, into
}

// into reads the name of a variable of bytes, if one is to get what is received.
func (p *parser) into() string {
	if !p.take("into") {
		return ""
	}
	if at := p.peek(); isTerm(at.text) {
		p.fail(at, "reserved", at.text)
	}
	return p.variableFor("recv", noBytes, nil)
}

// onto reads the name of a variable whose bytes get longer, if one stands there.
func (p *parser) onto() string {
	if !p.take("onto") {
		return ""
	}
	at := p.next()
	if !p.hasBytes(at) {
		p.fail(at, "onto", got(at.text))
	}
	return at.text
}

// isTerm reports whether a send would take the name of a variable for something else.
func isTerm(name string) bool {
	switch name {
	case "pack", "hex", "base64", "upper":
		return true
	}
	return false
}

// hasBytes reports whether a word is a variable of bytes.
func (p *parser) hasBytes(t token) bool {
	_, is := p.scope.vars[t.text].([]byte)
	if is = is && t.kind == isWord && !isTerm(t.text); is {
		p.takesIn(t.text)
	}
	return is
}
