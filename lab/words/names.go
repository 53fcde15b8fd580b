package words

import (
	"strings"

	"stickylab/lab"
	"stickylab/lab/script"
)

// Side names one of two runs that are compared. The letters A and B are those
// of messages.
func Side(lang string, second bool) string {
	if second {
		return text(lang, "compare.b")
	}
	return text(lang, "compare.a")
}

// TransportName gives a transport as people call it.
func TransportName(lang string, t lab.Transport) string {
	switch t {
	case lab.TCP:
		return "TCP"
	case lab.UDP:
		return "UDP"
	case lab.TCP6:
		return "TCP (IPv6)"
	case lab.UDP6:
		return "UDP (IPv6)"
	case lab.UnixStream:
		return text(lang, "transport.unix")
	case lab.UnixDatagram:
		return text(lang, "transport.datagram")
	case lab.UnixSeqpacket:
		return "Unix SOCK_SEQPACKET"
	}
	return t.String()
}

// OptionText says that a peer has an option: "client TCP_NODELAY on".
func OptionText(lang string, o lab.PeerOption) string {
	return text(lang, "option.of", PeerName(lang, o.Peer), OptionName(o.Option), OptionValue(lang, o.Option, o.Value))
}

// IsSwitch reports whether an option is on or off and nothing else.
func IsSwitch(option string) bool { return option != "timeout" && script.Switch(option) }

// OptionName gives an option as setsockopt(2) and Python call it.
func OptionName(option string) string {
	switch option {
	case "timeout":
		return "settimeout"
	case "nodelay", "cork", "quickack", "maxseg":
		return "TCP_" + strings.ToUpper(option)
	}
	return "SO_" + strings.ToUpper(option)
}

// OptionValue gives the value of an option as people say it.
func OptionValue(lang, option string, value int) string {
	switch {
	case IsSwitch(option) && value == 0:
		return text(lang, "option.off")
	case IsSwitch(option):
		return text(lang, "option.on")
	case option == "linger" && value == lab.LingerOff:
		return text(lang, "option.off")
	case option == "linger":
		return text(lang, "option.seconds", value)
	case option == "timeout":
		return text(lang, "option.ms", value)
	}
	return text(lang, "option.bytes", value)
}
