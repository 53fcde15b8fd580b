package claims

import (
	"slices"
	"strings"
	"time"

	"stickylab/lab"
)

// property is something wanted about one event.
type property func(r *Run, e *lab.Event) error

// wanted collects what the words of one claim demand together.
type wanted struct {
	properties []property
	verdict    lab.Verdict
	from       []nth
	err        string
	eof        bool
}

// properties reads { PROPERTY } up to the next claim.
func (l *Line) properties() []property {
	var s wanted
	for !l.Done() && !l.joint() {
		l.property(&s)
	}
	return s.close()
}

// close gives all properties: a failure and the end of the stream must be
// wanted, or not be.
func (s *wanted) close() []property {
	all := append([]property{
		func(_ *Run, e *lab.Event) error { return differ("err", e.Err, s.err) },
		func(_ *Run, e *lab.Event) error { return differ("eof", e.EOF, s.eof) },
	}, s.properties...)
	if s.verdict != 0 {
		all = append(all, func(_ *Run, e *lab.Event) error {
			return differ("verdict", strings.Join(e.Verdict.Names(), " "), strings.Join(s.verdict.Names(), " "))
		})
	}
	if len(s.from) > 0 {
		all = append(all, func(r *Run, e *lab.Event) error { return r.comesFrom(e, s.from) })
	}
	return all
}

func (s *wanted) add(p property) { s.properties = append(s.properties, p) }

func (l *Line) property(s *wanted) {
	if l.Take("=") {
		data := l.Quoted()
		s.add(func(_ *Run, e *lab.Event) error { return differ("data", string(e.Data), data) })
		return
	}
	word := l.word()
	if verdict, err := lab.ParseVerdict([]string{word}); err == nil {
		s.verdict |= verdict
		return
	}
	if field := probeField(word); field != nil {
		l.probe(s, word, field)
		return
	}
	if l.decoded(s, word) {
		return
	}
	switch word {
	case "eof":
		s.eof = true
	case "waited":
		l.waited(s, true)
	case "not":
		l.Want("waited")
		l.waited(s, false)
	case lab.ErrStopped:
		s.err = lab.ErrStopped
	case "err":
		s.err = l.failure()
	case "from":
		s.from = append(s.from, l.single())
	case "on":
		l.socket(s)
	case "before", "after":
		l.order(s, word)
	case "joined":
		l.joined(s)
	case "lasted":
		l.lasted(s)
	case "text":
		text := l.Quoted()
		s.add(func(_ *Run, e *lab.Event) error { return differ("text", e.Note(), text) })
	case "unmade":
		l.unmade(s)
	case "waiting":
		l.accepts(s)
	case "got", "asked", "datagram", "arg":
		l.count(s, word)
	default:
		l.fail("property", quote(word))
	}
}

// accepts reads how many connections wait in the listener that the event was about.
func (l *Line) accepts(s *wanted) {
	want := l.bounds()
	s.add(func(_ *Run, e *lab.Event) error {
		waiting := lab.Missing
		if e.Accepts != nil {
			waiting = e.Accepts.Waiting
		}
		return want.hold("waiting", waiting)
	})
}

// unmade reads the call that an event of none stands for.
func (l *Line) unmade(s *wanted) {
	want := l.call(subject{}).call
	s.add(func(_ *Run, e *lab.Event) error {
		if e.Call != lab.CallNone {
			return wrong("made", e.Call)
		}
		return differ("unmade", e.Unmade.String(), want.String())
	})
}

func (l *Line) waited(s *wanted, want bool) {
	s.add(func(_ *Run, e *lab.Event) error { return differ("waited", e.Waited, want) })
}

func (l *Line) count(s *wanted, word string) {
	want := l.bounds()
	s.add(func(_ *Run, e *lab.Event) error {
		return want.hold(word, counted(e, word))
	})
}

// counted is the count of an event that a word names.
func counted(e *lab.Event, word string) int {
	return map[string]int{"got": e.Got, "asked": e.Asked, "datagram": e.Datagram, "arg": e.Arg}[word]
}

func (l *Line) joined(s *wanted) {
	name := l.Quoted()
	if _, ok := lab.ParseJoined(name); !ok {
		l.fail("queue", quote(name))
	}
	s.add(func(r *Run, e *lab.Event) error {
		return differ("joined", e.Joined.Counted(r.arrived[e.Conn]).String(), name)
	})
}

// socket compares the sockets of two calls.
func (l *Line) socket(s *wanted) {
	other := l.single()
	s.add(func(r *Run, e *lab.Event) error {
		o := r.event(other)
		if o == nil {
			return wrong("not-made", other)
		}
		return differ("socket", e.Conn, o.Conn)
	})
}

// lasted reads how long the call took at the least.
func (l *Line) lasted(s *wanted) {
	least := l.atLeast()
	s.add(func(_ *Run, e *lab.Event) error {
		if took := time.Duration(e.End - e.Start); took < least {
			return wrong("lasted", took, least)
		}
		return nil
	})
}

// order compares the ends of two calls, and with by how far apart they are.
func (l *Line) order(s *wanted, word string) {
	other := l.single()
	least := time.Duration(1)
	if l.Take("by") {
		least = l.atLeast()
	}
	s.add(func(r *Run, e *lab.Event) error {
		o := r.event(other)
		if o == nil {
			return wrong("not-made", other)
		}
		apart := time.Duration(e.End - o.End)
		if word == "before" {
			apart = -apart
		}
		if apart < least {
			return wrong("ended-"+word, e.End, other, o.End, least)
		}
		return nil
	})
}

// probe reads the value of a field of the event's probe. What is unknown is
// within no bounds.
func (l *Line) probe(s *wanted, word string, field func(*lab.Probe) int32) {
	want := bounds{lab.Missing, lab.Missing}
	if !l.Take("unknown") {
		want = l.bounds()
		want.least = max(want.least, 0)
	}
	s.add(func(_ *Run, e *lab.Event) error {
		probe := e.Probe
		if probe == nil {
			probe = &lab.NoProbe
		}
		return want.hold(word, int(field(probe)))
	})
}

// probeField gives the field that a word of the language names.
func probeField(word string) func(*lab.Probe) int32 {
	return map[string]func(*lab.Probe) int32{
		"outq":     func(p *lab.Probe) int32 { return p.OutQ },
		"unsent":   func(p *lab.Probe) int32 { return p.Unsent },
		"inq":      func(p *lab.Probe) int32 { return p.InQ },
		"segs_out": func(p *lab.Probe) int32 { return p.SegsOut },
		"segs_in":  func(p *lab.Probe) int32 { return p.SegsIn },
		"unacked":  func(p *lab.Probe) int32 { return p.Unacked },
		"cwnd":     func(p *lab.Probe) int32 { return p.Cwnd },
		"mss":      func(p *lab.Probe) int32 { return p.MSS },
		"retrans":  func(p *lab.Probe) int32 { return p.Retrans },
		"drops":    func(p *lab.Probe) int32 { return p.Drops },
		"window":   func(p *lab.Probe) int32 { return p.Window },
		"limited":  func(p *lab.Probe) int32 { return p.Limited },
		"memory":   func(p *lab.Probe) int32 { return p.Memory },
	}[word]
}

// comesFrom checks that the event has bytes of these sends and of no other.
func (r *Run) comesFrom(e *lab.Event, sends []nth) error {
	var want []int
	for _, n := range sends {
		send := r.event(n)
		if send == nil {
			return wrong("not-made", n)
		}
		want = append(want, send.Seq)
	}
	var got []int
	for _, o := range r.origins()[e.Seq] {
		got = append(got, o.Seq)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		return wrong("from", got, want)
	}
	return nil
}
