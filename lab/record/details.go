package record

import (
	"encoding/json"
	"errors"

	"stickylab/lab"
	"stickylab/lab/frame"
)

var (
	errVia  = errors.New("a send came through too many receives")
	errBody = errors.New("how the body of a frame is written is unknown")
)

// details reads the fields that few calls have, in the order of their bits.
func (d *decoder) details(e *lab.Event, bits uint64) {
	if bits&extraStrand != 0 {
		e.Strand = d.uint()
	}
	if bits&extraArg != 0 {
		e.Arg = int(d.zigzag())
	}
	if bits&extraOption != 0 {
		e.Option = d.words()
	}
	if bits&extraHow != 0 {
		e.How = d.words()
	}
	if bits&extraValue != 0 {
		e.Var, e.Value = d.words(), d.words()
	}
	if bits&extraFault != 0 {
		e.Fault = d.fault()
	}
	if bits&extraSaved != 0 {
		e.Saved = &lab.SavedFile{Name: d.words(), Size: d.uint(), MD5: d.words(), OK: d.byte() == 1}
	}
	if bits&extraText != 0 {
		e.Text = d.words()
	}
	if bits&extraFile != 0 {
		e.File = int(d.zigzag())
	}
	if bits&extraVia != 0 {
		e.Via = d.via()
	}
	if bits&extraUnmade != 0 {
		e.Unmade = d.unmade()
	}
	if bits&extraBody != 0 && e.Decode != nil {
		e.Decode.Body = d.body()
	}
	if bits&extraHolder != 0 {
		e.Holder = d.words()
	}
	if bits&extraAccepts != 0 {
		e.Accepts = &lab.AcceptQueue{Conn: d.uint(), Waiting: d.uint(), Max: d.uint()}
	}
	e.More, e.Peek = bits&extraMore != 0, bits&extraPeek != 0
	e.Implied, e.Cut = bits&extraImplied != 0, bits&extraCut != 0
}

func (d *decoder) fault() *frame.Error {
	text := d.bytes(d.uint())
	if d.sendsOnly {
		return nil
	}
	fault := &frame.Error{}
	if err := json.Unmarshal(text, fault); err != nil {
		d.fail(err)
	}
	return fault
}

func (d *decoder) unmade() lab.Call {
	call := lab.Call(d.byte())
	if call >= lab.MaxCall {
		d.fail(errCall)
	}
	return call
}

func (d *decoder) body() *lab.Body {
	switch how := d.byte(); how {
	case bodyWithin:
		return &lab.Body{From: d.uint(), To: d.uint()}
	case bodyBytes:
		return &lab.Body{Bytes: d.bytes(d.uint())}
	case bodyUnknown:
		return &lab.Body{Unknown: true}
	}
	d.fail(errBody)
	return nil
}

func (d *decoder) via() []lab.Origin {
	n := d.uint()
	if n > lab.MaxVia {
		d.fail(errVia)
		return nil
	}
	all := make([]lab.Origin, n)
	for i := range all {
		all[i] = lab.Origin{Seq: d.uint(), Off: d.uint(), Len: d.uint()}
	}
	return all
}
