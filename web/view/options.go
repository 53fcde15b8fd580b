package view

import (
	"stickylab/lab/words"
)

// OptionsPanel lets a reader set socket options of the peers. Its fields are
// named Name; the value of one is PEER.OPTION.VALUE, empty for an option that
// is left as the program has it.
type OptionsPanel struct {
	Name  string
	Peers []OptionPeer
	// Chosen counts the options that are set.
	Chosen int
	// Clear is the address of the page without any.
	Clear string
	// Compare are comparisons of this experiment with others.
	Compare []CompareLink
}

// OptionPeer is the part of a panel that belongs to a peer.
type OptionPeer struct {
	Peer  string
	Chips []OptionChip
}

// count is how many options there are to set.
func (p OptionsPanel) count() int {
	n := 0
	for _, peer := range p.Peers {
		n += len(peer.Chips)
	}
	return n
}

// OptionChip is one option. With two Choices, of which the first is empty, it
// is a switch.
type OptionChip struct {
	Option  string
	Choices []OptionChoice
}

// OptionChoice is a value that an option can have, or, with an empty Field,
// that it is left alone.
type OptionChoice struct {
	Field   string
	Value   int
	Current bool
}

// CompareLink leads to a comparison.
type CompareLink struct{ Text, Href string }

// toggles reports whether the chip is a switch: left alone, or on.
func (c OptionChip) toggles() bool {
	return len(c.Choices) == 2 && c.Choices[0].Field == "" && words.IsSwitch(c.Option) && c.Choices[1].Value == 1
}

func (c OptionChip) set() bool { return !c.Choices[0].Current }

// alone says what an option is that is left as the program has it.
func (c OptionChip) alone(lang string) string {
	if words.IsSwitch(c.Option) {
		return T(lang, "option.own")
	}
	return T(lang, "option.default")
}

// id names the field of a chip for labels and for keeping the focus.
func (p OptionsPanel) id(peer, option string) string { return p.Name + "." + peer + "." + option }
