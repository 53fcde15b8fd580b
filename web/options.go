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

// formOptions returns the options of a form or an address; a chip that is left
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

// panel returns the options that are offered for an experiment in the shape
// that pages take.
func panel(exp lab.Experiment, field string, chosen []lab.PeerOption) view.OptionsPanel {
	p := view.OptionsPanel{Name: field, Chosen: len(chosen)}
	for _, peer := range exp.Peers {
		shown := view.OptionPeer{Peer: peer.Name}
		for _, offer := range order.Offers(exp, peer, chosen) {
			shown.Chips = append(shown.Chips, chip(peer.Name, offer))
		}
		p.Peers = append(p.Peers, shown)
	}
	return p
}

// chip offers the values of an option, and to leave it alone.
func chip(peer string, offer order.Offer) view.OptionChip {
	c := view.OptionChip{Option: offer.Option, Choices: []view.OptionChoice{{Current: offer.Chosen == nil}}}
	for _, value := range offer.Values {
		c.Choices = append(c.Choices, view.OptionChoice{
			Field: lab.PeerOption{Peer: peer, Option: offer.Option, Value: value}.String(),
			Value: value, Current: offer.Chosen != nil && *offer.Chosen == value,
		})
	}
	return c
}
