package script

import "stickylab/lab"

// WithFiles returns the experiment with the bytes of the files that its sends name.
// The error is an *Error at the first line whose file is missing, or that is too much.
func WithFiles(e lab.Experiment, files map[string][]byte) (lab.Experiment, error) {
	g := giving{files: files}
	peers := make([]lab.Peer, len(e.Peers))
	for i, peer := range e.Peers {
		peer.Steps = g.steps(peer.Steps)
		peers[i] = peer
	}
	if g.err != nil {
		return lab.Experiment{}, g.err
	}
	e.Peers = peers
	return e, nil
}

// giving puts files into the sends of an experiment.
type giving struct {
	files map[string][]byte
	err   *Error
}

func (g *giving) steps(steps []lab.Step) []lab.Step {
	var all []lab.Step
	for _, step := range steps {
		if send, ok := bare(step.Do).(lab.Send); ok {
			send.Terms = g.terms(send.Terms, step.Line)
			if _, tried := step.Do.(lab.Try); tried {
				step.Do = lab.Try{Do: send}
			} else {
				step.Do = send
			}
		}
		step.Do = lab.WithBlock(step.Do, g.steps(lab.BlockOf(step.Do)))
		all = append(all, step)
	}
	return all
}

// terms are those of one send.
func (g *giving) terms(terms []lab.Term, line int) []lab.Term {
	all, size := make([]lab.Term, len(terms)), 0
	for i, term := range terms {
		if file, ok := term.(lab.FileBytes); ok {
			data, there := g.files[file.Name]
			file.Bytes = data
			if !there && g.err == nil {
				g.err = &Error{Line: line, Col: 1, key: "no-file", args: []any{file.Name}}
			}
			if size += len(file.Bytes); size > MaxPayload && g.err == nil {
				g.err = &Error{Line: line, Col: 1, key: "payload", args: []any{size, MaxPayload}}
			}
			term = file
		}
		all[i] = term
	}
	return all
}

// Files lists the names of the files that the sends of an experiment name.
func Files(e lab.Experiment) []string {
	var names []string
	var look func(steps []lab.Step)
	look = func(steps []lab.Step) {
		for _, step := range steps {
			if send, ok := bare(step.Do).(lab.Send); ok {
				for _, term := range send.Terms {
					if file, ok := term.(lab.FileBytes); ok {
						names = append(names, file.Name)
					}
				}
			}
			look(lab.BlockOf(step.Do))
		}
	}
	for _, peer := range e.Peers {
		look(peer.Steps)
	}
	return names
}
