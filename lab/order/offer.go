package order

import (
	"slices"

	"stickylab/lab"
)

// Offer is an option of a peer that is worth setting.
type Offer struct {
	Option string
	// Values are those to choose from, in rising order; another value that is
	// chosen is among them.
	Values []int
	// Chosen is the value that is set, nil without one.
	Chosen *int
}

// Offers lists the options that may change what a peer of the experiment sees,
// and those that are chosen. The chosen ones must be right, see CheckOptions.
func Offers(exp lab.Experiment, peer lab.Peer, chosen []lab.PeerOption) []Offer {
	var offers []Offer
	if peer.Kind == lab.Outside {
		return nil
	}
	does := doingOf(peer.Steps)
	for _, option := range OptionNames(exp.TransportOf(peer)) {
		i := slices.IndexFunc(chosen, func(o lab.PeerOption) bool { return o.Peer == peer.Name && o.Option == option })
		switch {
		case i >= 0:
			value := chosen[i].Value
			offers = append(offers, newOffer(option, does.sets[option], &value))
		case does.wants(option):
			offers = append(offers, newOffer(option, does.sets[option], nil))
		}
	}
	return offers
}

// newOffer offers values of an option. Where the program sets the option itself
// it can also be turned off.
func newOffer(option string, own bool, chosen *int) Offer {
	values := worthTrying(option, own || chosen != nil && *chosen == 0)
	if chosen != nil && !slices.Contains(values, *chosen) {
		values = append(values, *chosen)
		slices.Sort(values)
	}
	return Offer{Option: option, Values: values, Chosen: chosen}
}

// worthTrying lists values of an option; off also turns a switch off.
func worthTrying(option string, off bool) []int {
	switch option {
	case "sndbuf", "rcvbuf":
		return []int{2304, 4608, 16384, 65536}
	case "maxseg":
		return []int{536, 1460}
	case "rcvlowat":
		return []int{5, 10, 100}
	case "linger":
		return []int{0, 1}
	case lab.OptionTimeout:
		return []int{50, 200, 1000}
	case "quickack": // on by itself at first
		return []int{0, 1}
	}
	if off {
		return []int{0, 1}
	}
	return []int{1}
}

// doing is what a peer's program does, as far as options matter to it.
type doing struct {
	sends, receives, binds bool
	sets                   map[string]bool
}

// wants reports whether an option may change what such a program sees.
func (d doing) wants(option string) bool {
	switch option {
	case "nodelay", "cork", "sndbuf":
		return d.sends
	case "rcvbuf", "rcvlowat", "quickack":
		return d.receives
	case "reuseaddr":
		return d.binds
	case lab.OptionTimeout:
		return !d.sets[lab.OptionTimeout]
	case "keepalive":
		return false // it takes two hours to be seen (tcp(7), tcp_keepalive_time)
	}
	return true
}

func doingOf(steps []lab.Step) doing {
	d := doing{sets: map[string]bool{}}
	d.look(steps)
	return d
}

func (d *doing) look(steps []lab.Step) {
	for _, step := range steps {
		d.action(step.Do)
	}
}

func (d *doing) action(action lab.Action) {
	switch do := action.(type) {
	case lab.Send, lab.SendFile:
		d.sends = true
	case lab.Recv, lab.RecvFrame, lab.RecvFile:
		d.receives = true
	case lab.Bind, lab.Listen:
		d.binds = true
	case lab.Set:
		d.sets[do.Option] = true
	case lab.Timeout:
		d.sets[lab.OptionTimeout] = true
	case lab.Try:
		d.action(do.Do)
	default:
		d.look(lab.BlockOf(do))
	}
}
