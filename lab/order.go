package lab

import (
	"fmt"
	"strconv"
	"strings"
)

// Order is what was asked for: a lesson, an exercise of the framing page or a
// script of one's own, and what was changed in it. It is pure data, kept with
// the run. Its JSON is the body of POST /api/runs, so the order of a trace can
// be posted again.
type Order struct {
	// Slug names a lesson; Framing is an exercise as the address of the framing
	// page writes it. With neither of them the order is for the Script.
	Slug    string `json:"experiment,omitempty"`
	Framing string `json:"framing,omitempty"`
	Script  string `json:"script,omitempty"`

	// Programs are programs of one's own, each a guest of the run, in the order of their
	// beginning: the order is for them alone. Own are those that play peers of the
	// experiment instead of its script, by the names of the peers.
	Programs []OwnProgram      `json:"programs,omitempty"`
	Own      map[string]string `json:"own,omitempty"`

	// Outside is the name of a peer of the experiment that a program of somebody's own
	// plays, which is met at the door of the lab.
	Outside string `json:"outside,omitempty"`

	// Files are the bytes of the files that the script sends, by their names. They are
	// not kept with the run.
	Files map[string][]byte `json:"-"`

	// Literals are the values of all of the lesson's literals, in Python's
	// syntax; nil where none was changed.
	Literals []string `json:"literals,omitempty"`
	// Transport is the one to carry the experiment over to; 0 is its own.
	Transport Transport `json:"transport,omitempty"`
	// Options are set in the programs.
	Options []PeerOption `json:"options,omitempty"`
}

// MaxGuests bounds the programs of one's own in one run.
const MaxGuests = 4

// OwnProgram is a program of one's own: its name is that of its peer and of its file.
type OwnProgram struct {
	Name  string `json:"name"`
	Text  string `json:"text"`
	Files []File `json:"files,omitempty"`
}

// Guests reports whether the run has programs that run elsewhere.
func (o *Order) Guests() bool { return len(o.Programs) > 0 || len(o.Own) > 0 }

// PeerOption is a socket option, or the timeout, that a peer is to have.
type PeerOption struct {
	Peer string
	// Option is one of Options, or OptionTimeout.
	Option string
	// Value is that of a Set; of OptionTimeout it is in milliseconds.
	Value int
}

// OptionTimeout is settimeout's name among the options of a PeerOption.
const OptionTimeout = "timeout"

// String returns the option as orders and addresses write it:
// "client.nodelay.1".
func (o PeerOption) String() string { return o.Peer + "." + o.Option + "." + strconv.Itoa(o.Value) }

// ParsePeerOption is the inverse of String. It does not check that a peer or an
// option of that name exists. Where only the value is no number, the result has
// the other fields beside the error.
func ParsePeerOption(text string) (PeerOption, error) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return PeerOption{}, fmt.Errorf("option %q: want PEER.OPTION.VALUE", text)
	}
	value, err := strconv.Atoi(parts[2])
	if err != nil {
		return PeerOption{Peer: parts[0], Option: parts[1]}, fmt.Errorf("option %q: %w", text, err)
	}
	return PeerOption{Peer: parts[0], Option: parts[1], Value: value}, nil
}

// MarshalText writes what String returns.
func (o PeerOption) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads what String returns.
func (o *PeerOption) UnmarshalText(text []byte) (err error) {
	*o, err = ParsePeerOption(string(text))
	return err
}

// MarshalText writes the transport as a script does.
func (t Transport) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads a transport as a script writes it.
func (t *Transport) UnmarshalText(text []byte) error {
	if *t = ParseTransport(string(text)); *t == 0 {
		return fmt.Errorf("unknown transport %q", text)
	}
	return nil
}
