package web

import (
	"net/url"
	"slices"

	"stickylab/lab"
	"stickylab/lab/order"
	"stickylab/web/view"
)

// optionField names the parameter of a page's address that sets an option; it
// may stand there several times.
const optionField = "set"

// formOptions gives the options of a form or an address; a chip that is left
// alone sends an empty one.
func formOptions(form url.Values, field string) []string {
	return slices.DeleteFunc(slices.Clone(form[field]), func(text string) bool { return text == "" })
}

// setOptions writes options into an address.
func setOptions(query url.Values, field string, options []lab.PeerOption) {
	for _, option := range options {
		query.Add(field, option.String())
	}
}

// panel gives the options of an experiment's peers the shape that pages take.
// The chosen ones must be right.
func panel(exp lab.Experiment, field string, chosen []lab.PeerOption) view.OptionsPanel {
	p := view.OptionsPanel{Name: field, Chosen: len(chosen)}
	for _, peer := range exp.Peers {
		shown := view.OptionPeer{Peer: peer.Name}
		does := actionsOf(peer.Steps)
		for _, option := range order.OptionNames(exp.TransportOf(peer)) {
			i := slices.IndexFunc(chosen, func(o lab.PeerOption) bool { return o.Peer == peer.Name && o.Option == option })
			switch {
			case i >= 0:
				shown.Chips = append(shown.Chips, chip(peer.Name, option, does.sets[option], &chosen[i].Value))
			case does.wants(option):
				shown.Chips = append(shown.Chips, chip(peer.Name, option, does.sets[option], nil))
			}
		}
		p.Peers = append(p.Peers, shown)
	}
	return p
}

// chip offers the values of an option; chosen is the one that is set. Where the
// program sets the option itself it can also be turned off.
func chip(peer, option string, own bool, chosen *int) view.OptionChip {
	values := offered(option, own || chosen != nil && *chosen == 0)
	if chosen != nil && !slices.Contains(values, *chosen) {
		values = append(values, *chosen)
		slices.Sort(values)
	}
	c := view.OptionChip{Option: option, Choices: []view.OptionChoice{{Current: chosen == nil}}}
	for _, value := range values {
		c.Choices = append(c.Choices, view.OptionChoice{
			Field: lab.PeerOption{Peer: peer, Option: option, Value: value}.String(),
			Value: value, Current: chosen != nil && *chosen == value,
		})
	}
	return c
}

// offered lists values worth trying. A value of the address's own is taken
// too.
func offered(option string, off bool) []int {
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

func actionsOf(steps []lab.Step) doing {
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
	case lab.Loop:
		d.look(do.Body)
	}
}
