package order

import (
	"errors"
	"maps"
	"slices"

	"stickylab/lab"
	"stickylab/lab/script"
)

// findPrograms makes the experiment of programs of one's own: each is a guest.
func (m *Made) findPrograms() error {
	o := &m.Order
	switch {
	case o.Slug != "" || o.Framing != "" || o.Script != "" || o.Literals != nil || o.Transport != 0 || len(o.Options) > 0 || len(o.Own) > 0:
		return &Error{Kind: KindChoice}
	case len(o.Programs) > lab.MaxGuests:
		return &Error{Kind: KindPrograms, Args: []any{lab.MaxGuests}}
	}
	m.Plain = lab.Experiment{Transport: lab.TCP, Probes: true, Wire: true}
	for _, p := range o.Programs {
		files := append([]lab.File{{Name: p.Name, Text: p.Text}}, p.Files...)
		m.Plain.Peers = append(m.Plain.Peers, lab.Peer{Name: p.Name, Kind: lab.Guest, Files: files})
	}
	return checkGuests(m.Plain.Peers)
}

// seatOwn puts programs of one's own in the place of peers of the experiment. The time
// limit of the script is none for them: a person types.
func (m *Made) seatOwn() error {
	if len(m.Order.Own) == 0 {
		return nil
	}
	e := &m.Experiment
	e.Peers, e.Limit = slices.Clone(e.Peers), 0
	for _, name := range slices.Sorted(maps.Keys(m.Order.Own)) {
		i := slices.IndexFunc(e.Peers, func(p lab.Peer) bool { return p.Name == name })
		if i < 0 {
			return &Error{Kind: KindOwnPeer, Args: []any{name, namesOf(e.Peers)}}
		}
		e.Peers[i] = lab.Peer{
			Name: name, Kind: lab.Guest, Transport: e.Peers[i].Transport,
			Files: []lab.File{{Name: name + ".py", Text: m.Order.Own[name]}},
		}
	}
	return checkGuests(e.Peers)
}

// seatOutside lets a program of somebody's own play a peer of the experiment.
func (m *Made) seatOutside() (err error) {
	names := namesOf(m.Plain.Peers)
	switch name := m.Order.Outside; {
	case len(m.Order.Own) > 0 || len(m.Order.Programs) > 0:
		return &Error{Kind: KindChoice}
	case !slices.Contains(names, name):
		return &Error{Kind: KindOwnPeer, Args: []any{name, names}}
	}
	m.Slug = ""
	m.Plain, err = script.WithOutside(m.Plain, m.Order.Outside)
	return err
}

func namesOf(peers []lab.Peer) (names []string) {
	for i := range peers {
		names = append(names, peers[i].Name)
	}
	return names
}

// checkGuests holds programs to what a run can have.
func checkGuests(peers []lab.Peer) error {
	names, size, guests := map[string]bool{}, 0, 0
	for i := range peers {
		p := &peers[i]
		if names[p.Name] {
			return &Error{Kind: KindProgram, Args: []any{p.Name}}
		}
		if names[p.Name] = true; p.Kind != lab.Guest {
			continue
		}
		guests++
		size += p.Size()
		if err := checkFiles(p); err != nil {
			return err
		}
	}
	switch {
	case guests > lab.MaxGuests:
		return &Error{Kind: KindPrograms, Args: []any{lab.MaxGuests}}
	case size > lab.MaxPrograms:
		return &Error{Kind: KindProgramSize, Args: []any{lab.MaxPrograms}}
	}
	return nil
}

func checkFiles(p *lab.Peer) error {
	files := map[string]bool{}
	for _, f := range p.Files {
		if !lab.FileName(f.Name) || files[f.Name] {
			return &Error{Kind: KindProgram, Args: []any{f.Name}}
		}
		files[f.Name] = true
	}
	if limit := (*lab.LimitError)(nil); errors.As(p.Check(), &limit) {
		return &Error{Kind: KindProgramSize, Args: []any{limit.Max}}
	}
	return nil
}
