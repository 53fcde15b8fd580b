package order

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/script"
)

// MaxOptions is how many options an order may set.
const MaxOptions = 64

// OptionNames lists the options that sockets of a transport have, in the order
// in which they are offered.
func OptionNames(t lab.Transport) []string {
	var names []string
	for _, name := range [...]string{
		"nodelay", "cork", "quickack", "sndbuf", "rcvbuf", "maxseg", "linger", "reuseaddr", "rcvlowat", "keepalive",
	} {
		if script.OptionOf(name, t) {
			names = append(names, name)
		}
	}
	return append(names, lab.OptionTimeout)
}

// optionRange returns the least and the largest value of an option.
func optionRange(option string) (least, most int) {
	switch {
	case option == lab.OptionTimeout:
		return 1, int(script.MaxPause.Milliseconds())
	case option == "linger":
		return lab.LingerOff, script.MaxLinger
	case script.Switch(option):
		return 0, 1
	}
	return 1, script.MaxOption
}

// ParseOptions reads options, each written as PEER.OPTION.VALUE. The error is
// an *Error.
func ParseOptions(texts []string) ([]lab.PeerOption, error) {
	if len(texts) > MaxOptions {
		return nil, &Error{Kind: KindMany, Args: []any{MaxOptions}}
	}
	var options []lab.PeerOption
	for _, text := range texts {
		option, err := lab.ParsePeerOption(text)
		if err != nil {
			return nil, unread(text, option.Option)
		}
		options = append(options, option)
	}
	return options, nil
}

// unread is the error of a text that is no option, or of which the value is no
// number.
func unread(text, option string) *Error {
	if option == "" {
		return &Error{Kind: KindOption, Option: text, Args: []any{text}}
	}
	least, most := optionRange(option)
	return &Error{Kind: KindValue, Option: text, Args: []any{text, option, least, most}}
}

// CheckOptions holds options against the peers and the transport of an
// experiment. The error is an *Error.
func CheckOptions(exp lab.Experiment, options []lab.PeerOption) error {
	if len(options) > MaxOptions {
		return &Error{Kind: KindMany, Args: []any{MaxOptions}}
	}
	for i, option := range options {
		if err := checkOption(exp, option); err != nil {
			return err
		}
		same := func(o lab.PeerOption) bool { return o.Peer == option.Peer && o.Option == option.Option }
		if slices.ContainsFunc(options[:i], same) {
			return &Error{Kind: KindTwice, Option: option.String(), Args: []any{option.Peer, option.Option}}
		}
	}
	return nil
}

func checkOption(exp lab.Experiment, o lab.PeerOption) error {
	var peers []string
	transport := exp.Transport
	for _, peer := range exp.Peers {
		if peer.Kind == lab.Outside {
			continue // its sockets are its own
		}
		if peers = append(peers, peer.Name); peer.Name == o.Peer {
			transport = exp.TransportOf(peer)
		}
	}
	names := OptionNames(transport)
	least, most := optionRange(o.Option)
	text := o.String()
	switch {
	case !slices.Contains(peers, o.Peer):
		return &Error{Kind: KindPeer, Option: text, Args: []any{text, o.Peer, peers}}
	case !slices.Contains(names, o.Option):
		return &Error{Kind: KindName, Option: text, Args: []any{text, transport.String(), o.Option, names}}
	case o.Value < least || o.Value > most:
		return &Error{Kind: KindValue, Option: text, Args: []any{text, o.Option, least, most}}
	}
	return nil
}

// Carried returns those of the options that sockets of a transport have.
func Carried(t lab.Transport, options []lab.PeerOption) []lab.PeerOption {
	names := OptionNames(t)
	return slices.DeleteFunc(slices.Clone(options), func(o lab.PeerOption) bool { return !slices.Contains(names, o.Option) })
}
