package record

import (
	"encoding/json"
	"strings"
	"unicode"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// upgrade turns an event of version 1, whose text has a meaning of its own for
// each call, into one of version 2, which has a member for each meaning. A text
// that is not what version 1 has there stays a text.
func (j *eventJSON) upgrade() {
	text := j.Text
	j.Text = ""
	call, _ := lab.ParseCall(j.Call) // an unknown one is refused later
	switch call {
	case lab.CallAccept, lab.CallConnect, lab.CallBind, lab.CallSendTo, lab.CallRecvFrom:
		j.Address = text
	case lab.CallListen:
		j.Asked, j.Arg = 0, j.Asked
	case lab.CallSetOption:
		j.upgradeOption(text)
	case lab.CallShutdown:
		j.How = text
	case lab.CallSend:
		j.upgradeSend(text)
	case lab.CallRecv:
		if j.Err == lab.ErrLimit {
			j.Value = text
		} else {
			j.Address = text
		}
	case lab.CallUnpack:
		if name, value, ok := strings.Cut(text, " = "); ok && j.Err == "" {
			j.Var, j.Value = name, value
		} else {
			j.Text = text
		}
	case lab.CallDecode:
		if j.Saved, j.Fault = savedOf(text), faultOf(j.Err, text); j.Saved == nil && j.Fault == nil {
			j.Text = text
		}
	default:
		j.Text = text
	}
}

func (j *eventJSON) upgradeOption(text string) {
	j.Option, j.Arg, j.Asked = text, j.Asked, 0
	if option, off := strings.CutSuffix(text, " off"); off {
		j.Option, j.Arg = option, lab.LingerOff
	}
}

func (j *eventJSON) upgradeSend(text string) {
	switch fault := faultOf(j.Err, text); {
	case fault != nil:
		j.Fault = fault
	case text == "MSG_MORE":
		j.More = true
	case j.Err == "" || j.Err == lab.ErrTimeout || j.Err == lab.ErrStopped || isErrno(j.Err):
		j.Address = text // of a datagram
	default:
		j.Text = text
	}
}

// isErrno reports whether an error is the name of an errno: ECONNRESET.
func isErrno(err string) bool {
	return strings.HasPrefix(err, "E") && !strings.ContainsFunc(err, func(r rune) bool { return !unicode.IsUpper(r) && !unicode.IsDigit(r) })
}

// faultOf reads what is wrong with a frame, nil when the text is none or is of
// another error.
func faultOf(kind, text string) *frame.Error {
	if kind == "" || !strings.HasPrefix(text, "{") {
		return nil
	}
	fault := &frame.Error{}
	if err := json.Unmarshal([]byte(text), fault); err == nil && fault.Kind == kind {
		return fault
	}
	return nil
}

// savedOf reads a file that was received, nil when the text is none.
func savedOf(text string) *savedJSON {
	if !strings.HasPrefix(text, `{"name":`) {
		return nil
	}
	saved := &savedJSON{}
	if json.Unmarshal([]byte(text), saved) == nil {
		return saved
	}
	return nil
}
