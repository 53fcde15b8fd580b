package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// optionField names the parameter of a page's address that sets an option; it
// may stand there several times.
const optionField = "set"

// maxOptions is how many options one request may set.
const maxOptions = 64

// timeoutOption is settimeout's name among the options, in milliseconds.
const timeoutOption = "timeout"

// optionNames lists the options that sockets of a transport have.
func optionNames(t lab.Transport) []string {
	var names []string
	for _, name := range [...]string{
		"nodelay", "cork", "quickack", "sndbuf", "rcvbuf", "maxseg", "linger", "reuseaddr", "rcvlowat", "keepalive",
	} {
		if script.OptionOf(name, t) {
			names = append(names, name)
		}
	}
	return append(names, timeoutOption)
}

// optionRange gives the least and the largest value of an option.
func optionRange(option string) (least, most int) {
	switch {
	case option == timeoutOption:
		return 1, int(script.MaxPause.Milliseconds())
	case option == "linger":
		return lab.LingerOff, script.MaxLinger
	case script.Switch(option):
		return 0, 1
	}
	return 1, script.MaxOption
}

// withOptions sets options, each written as PEER.OPTION.VALUE, in the
// experiment's programs.
func withOptions(exp lab.Experiment, texts []string) (lab.Experiment, error) {
	sets, err := readOptions(exp, texts)
	if err != nil || len(sets) == 0 {
		return exp, err
	}
	isTimeout := func(s script.OptionSet) bool { return s.Option == timeoutOption }
	timed := slices.ContainsFunc(sets, isTimeout)
	for _, set := range sets {
		if isTimeout(set) {
			exp = withTimeout(exp, set)
		}
	}
	sets = slices.DeleteFunc(sets, isTimeout)
	if timed {
		if exp, err = script.Parse(script.Print(exp)); err != nil {
			return exp, err
		}
	}
	if len(sets) == 0 {
		return exp, nil
	}
	return script.WithOptions(exp, sets)
}

// withTimeout begins a peer's program with a timeout: it is then that of every
// socket that the peer opens.
func withTimeout(exp lab.Experiment, set script.OptionSet) lab.Experiment {
	timeout := lab.Timeout{After: time.Duration(set.Value) * time.Millisecond}
	exp.Peers = slices.Clone(exp.Peers)
	for i, peer := range exp.Peers {
		if peer.Name != set.Peer {
			continue
		}
		steps := peer.Steps
		if _, own := steps[0].Do.(lab.Timeout); own {
			steps = steps[1:]
		}
		exp.Peers[i].Steps = append([]lab.Step{{Line: peer.Line, Do: timeout}}, steps...)
	}
	return exp
}

// readOptions reads options and holds them against the experiment's peers and
// transport.
func readOptions(exp lab.Experiment, texts []string) ([]script.OptionSet, error) {
	if len(texts) > maxOptions {
		return nil, badOption("many", "", maxOptions)
	}
	sets := make([]script.OptionSet, 0, len(texts))
	for _, text := range texts {
		set, err := readOption(exp, text)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(sets, func(s script.OptionSet) bool { return s.Peer == set.Peer && s.Option == set.Option }) {
			return nil, badOption("twice", text, set.Peer, view.OptionName(set.Option))
		}
		sets = append(sets, set)
	}
	return sets, nil
}

func readOption(exp lab.Experiment, text string) (script.OptionSet, error) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return script.OptionSet{}, badOption("", text, text)
	}
	set := script.OptionSet{Peer: parts[0], Option: parts[1]}
	peers := make([]string, len(exp.Peers))
	for i, peer := range exp.Peers {
		peers[i] = peer.Name
	}
	names := optionNames(exp.Transport)
	least, most := optionRange(set.Option)
	value, err := strconv.Atoi(parts[2])
	switch {
	case !slices.Contains(peers, set.Peer):
		return set, badOption("peer", text, text, set.Peer, peers)
	case !slices.Contains(names, set.Option):
		return set, badOption("name", text, text, exp.Transport.String(), set.Option, names)
	case err != nil || value < least || value > most:
		return set, badOption("value", text, text, set.Option, least, most)
	}
	set.Value = value
	return set, nil
}

// badOption is an option that cannot be set, for the reason.
func badOption(reason, text string, args ...any) *fault {
	kind := "option"
	if reason != "" {
		kind += "." + reason
	}
	return &fault{status: http.StatusUnprocessableEntity, kind: kind, args: args, members: map[string]any{"option": text}}
}

// formOptions gives the options of a form or an address; a chip that is left
// alone sends an empty one.
func formOptions(form url.Values, field string) []string {
	return slices.DeleteFunc(slices.Clone(form[field]), func(text string) bool { return text == "" })
}

// panel gives the options of an experiment's peers the shape that pages take.
// The chosen ones must be right.
func panel(exp lab.Experiment, field string, chosen []string) view.OptionsPanel {
	p := view.OptionsPanel{Name: field, Chosen: len(chosen)}
	sets, _ := readOptions(exp, chosen)
	for _, peer := range exp.Peers {
		shown := view.OptionPeer{Peer: peer.Name}
		does := actionsOf(peer.Steps)
		for _, option := range optionNames(exp.Transport) {
			i := slices.IndexFunc(sets, func(s script.OptionSet) bool { return s.Peer == peer.Name && s.Option == option })
			switch {
			case i >= 0:
				shown.Chips = append(shown.Chips, chip(peer.Name, option, does.sets[option], &sets[i].Value))
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
			Field: peer + "." + option + "." + strconv.Itoa(value), Value: value, Current: chosen != nil && *chosen == value,
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
	case timeoutOption:
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
	case timeoutOption:
		return !d.sets[timeoutOption]
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
		d.sets[timeoutOption] = true
	case lab.Try:
		d.action(do.Do)
	case lab.Loop:
		d.look(do.Body)
	}
}
