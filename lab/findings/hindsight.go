package findings

import (
	"stickylab/lab"
	"stickylab/lab/frame"
)

// hindsight explains the faults of decoders by all that was sent: what a decoder had when
// it found one depends on how far the sender was.
func (f *finder) hindsight() {
	for i := range f.failures {
		one := &f.failures[i]
		s := f.takenFrom(one.Conn)
		if one.Call != lab.CallDecode || one.Fault == nil || one.Fault.Codec == "" || s == nil || one.Fault.Off >= frame.MaxSends {
			continue
		}
		stream, ends := f.sentOn(s)
		again := frame.Explain(one.Fault.Codec, stream, ends, one.Fault.Off)
		if again == nil || again.Kind != one.Fault.Kind || len(again.Guesses) == 0 {
			continue
		}
		said := *one.Fault
		said.Guesses = again.Guesses
		one.Fault = &said
		f.explainedFaults(one.Seq, &said)
	}
}

// sentOn returns the first bytes that were sent on a stream, and where the sends end that
// are whole among them.
func (f *finder) sentOn(s *stream) (stream []byte, ends []int64) {
	for e, err := range f.run.Events(f.ctx, s.sends.at(0).seq) {
		if err != nil {
			f.err = err
			return nil, nil
		}
		if !e.Call.Sends() || e.Conn != s.conn || e.Got == 0 {
			continue
		}
		if e.Off != int64(len(stream)) || len(e.Data) != e.Got || len(stream)+e.Got > frame.MaxSends {
			break
		}
		stream = append(stream, e.Data...)
		if m := s.extentAt(e.Off); m.to == e.Off+int64(e.Got) {
			ends = append(ends, m.to)
		}
	}
	return stream, ends
}

func (a *Analysis) explainedFaults(seq int, fault *frame.Error) {
	if a.faults == nil {
		a.faults = map[int]*frame.Error{}
	}
	a.faults[seq] = fault
}
