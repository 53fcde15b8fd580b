package script

import (
	"slices"

	"stickylab/lab"
)

// MaxLinger is the most seconds that close may be told to linger.
const MaxLinger = 60

// OptionOf reports whether sockets of the transport have the option. That of
// others the kernel would refuse, or take without any effect.
func OptionOf(option string, t lab.Transport) bool {
	switch option {
	case "nodelay", "maxseg", "cork", "quickack", "keepalive", "linger":
		return t.IsTCP()
	case "rcvlowat":
		return t.Stream()
	}
	return slices.Contains(lab.Options[:], option)
}

// Switch reports whether a socket option is on or off; the others have a
// number.
func Switch(option string) bool {
	switch option {
	case "sndbuf", "rcvbuf", "maxseg", "rcvlowat", "linger":
		return false
	}
	return true
}

func (p *parser) set() lab.Action {
	t := p.peek()
	option := p.choice("set", lab.Options[:]...)
	p.scope.opened = true
	if p.err == nil && !OptionOf(option, p.transport) {
		p.foreign(t, option)
	}
	return lab.Set{Option: option, Value: p.value(option)}
}

// foreign complains of an option of another transport.
func (p *parser) foreign(at token, option string) {
	if option == "rcvlowat" {
		p.fail(at, "lowat", p.transport.String())
		return
	}
	p.fail(at, "option", option, p.transport.String())
}

// value reads what an option is set to.
func (p *parser) value(option string) int {
	switch {
	case Switch(option):
		if p.choice(option, "on", "off") == "on" {
			return 1
		}
		return 0
	case option == "linger":
		if p.take("off") {
			return lab.LingerOff
		}
		return p.integer(option, 0, MaxLinger)
	}
	return p.integer(option, 1, MaxOption)
}
