package export

import (
	"slices"
	"time"

	"stickylab/lab"
	"stickylab/lab/repr"
	"stickylab/lab/script"
)

// The parts of a framed step that are no terms.
const (
	sizePart = 1       // of a file
	gapPart  = 1 << 20 // of a send
	eachPart = gapPart + 1
	cutPart  = gapPart + 2 // and those behind it
)

// framedData gives what is sent: to somebody by a call of its own, else the
// body of a frame that send_frame makes.
func (w *writer) framedData(do lab.Send, body []any) []any {
	if do.To == (lab.Target{}) {
		return body
	}
	return slices.Concat([]any{"codec.encode("}, body, []any{")"})
}

// sendPieces writes a send that is cut.
func (w *writer) sendPieces(s *pySocket, do lab.Send, data []any) {
	if do.Framed {
		data = slices.Concat([]any{"codec.encode("}, data, []any{")"})
	}
	line := slices.Concat([]any{"send_pieces(" + s.name + ", "}, data)
	for i, size := range do.Cut.Sizes {
		line = append(line, ", ", countLiteral(cutPart+i, size, 1, script.MaxPayload))
	}
	if do.Cut.Each > 0 {
		line = append(line, ", each=", countLiteral(eachPart, do.Cut.Each, 1, script.MaxPayload))
	}
	calls := []lab.Call{lab.CallSend}
	if do.Gap > 0 {
		gap := sleepLiteral(do.Gap)
		gap.part = gapPart
		line = append(line, ", gap=", gap)
		calls = append(calls, lab.CallSleep)
	}
	switch {
	case do.More:
		line = append(line, ", flags=socket.MSG_MORE")
	case do.To.Sender:
		line, calls[0] = append(line, ", to=addr"), lab.CallSendTo
	case do.To.Port != 0:
		line, calls[0] = append(line, ", to=", w.address(do.To.Port)), lab.CallSendTo
	}
	w.line(calls, append(line, ")")...)
}

func (w *writer) sendFile(do lab.SendFile) {
	name := literal{text: repr.Quote(do.Name), read: readName}
	size := countLiteral(sizePart, do.Size, 0, script.MaxFile)
	w.line(does(lab.CallSend), "send_file("+w.top().name+", ", name, ", ", size, ")")
}

// readName reads the name of a file. Whether it can be one the script says.
func readName(text string) (any, *EditError) {
	q, err := plainStr(text, "file")
	return string(q.Value), err
}

func (w *writer) recvFrame(do lab.RecvFrame) {
	s := w.top()
	w.received++
	if w.transport.Stream() || s.connected {
		w.line(does(lab.CallRecv, lab.CallDecode), w.receiving(w.data()+" = recv_frame("+s.name, do.By)...)
	} else {
		w.sender = true
		w.line(does(lab.CallRecvFrom, lab.CallDecode), w.receiving(w.data()+", addr = recv_frame_from("+s.name, do.By)...)
	}
	w.leaveIf(w.data() + " is None")
}

func (w *writer) recvFile(do lab.RecvFile) {
	w.received++
	w.line(does(lab.CallRecv, lab.CallDecode), w.receiving(w.data()+" = recv_file("+w.top().name, do.By)...)
	w.leaveIf(w.data() + " is None")
}

// receiving ends a call with how many bytes a receive may take, if that is said.
func (w *writer) receiving(call string, by int) []any {
	if by == 0 {
		return []any{call + ")"}
	}
	return []any{call + ", ", countLiteral(0, by, 1, script.MaxRecv), ")"}
}

// replaceInSend gives the send with a value in place of one of its literals.
func replaceInSend(do lab.Send, part int, value any) lab.Action {
	switch {
	case part >= cutPart:
		do.Cut.Sizes = slices.Clone(do.Cut.Sizes)
		do.Cut.Sizes[part-cutPart] = value.(int)
	case part == eachPart:
		do.Cut.Each = value.(int)
	case part == gapPart:
		do.Gap = value.(time.Duration)
	default:
		replaceTerm(do.Terms, part, value)
	}
	return do
}
