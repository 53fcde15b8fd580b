package structs

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/lab/pack"
	"stickylab/lab/repr"
)

// Request is a format with values, or with bytes.
type Request struct {
	// Lang is the language of hints.
	Lang string
	// Format and Values are as in a call of struct.pack.
	Format, Values string
	// With Unpacks the Bytes are unpacked, a text in the form In: InHex or
	// InData.
	Unpacks   bool
	Bytes, In string
}

// Answer returns what struct makes of the request. What Python refuses is an
// answer too, with its error.
func (q Request) Answer() Answer {
	if q.Unpacks {
		return q.unpacked()
	}
	return q.packed()
}

// newAnswer is an answer without bytes.
func newAnswer(call string, rec Record) Answer {
	return Answer{Call: call, Record: rec, Orders: []Record{}, Sources: []Source{}}
}

// packed packs the values.
func (q Request) packed() Answer {
	call := "struct.pack(" + strings.TrimSuffix(repr.Quote(q.Format)+", "+strings.TrimSpace(q.Values), ", ") + ")"
	given, err := repr.Values(q.Values)
	if err != nil {
		return q.unread(call, InValues, q.Values, literalFault(q.Values, err))
	}
	a := newAnswer(call, q.packedAs(q.Format, given))
	for _, format := range inEachOrder(q.Format) {
		order := q.packedAs(format, given)
		order.Own = format == q.Format
		a.Orders = append(a.Orders, order)
	}
	a.Sources = append(a.Sources, sources(q.Format, plain(given))...)
	return a
}

// unpacked unpacks the bytes.
func (q Request) unpacked() Answer {
	call := "struct.unpack(" + repr.Quote(q.Format) + ", "
	read, wrong := parseBytes(q.Bytes, q.In)
	if wrong != nil {
		return q.unread(call+"…)", q.In, q.Bytes, wrong)
	}
	a := newAnswer(call+lab.Bytes(read.data)+")", q.unpackedAs(q.Format, read))
	a.Read = q.said(read.read)
	for _, format := range inEachOrder(q.Format) {
		order := q.unpackedAs(format, read)
		order.Own = format == q.Format
		a.Orders = append(a.Orders, order)
	}
	if values, err := pack.Unpack(q.Format, read.data); err == nil {
		a.Sources = append(a.Sources, sources(q.Format, values)...)
		again, err := pack.Pack(q.Format, values...)
		a.SourcesDiffer = err == nil && !bytes.Equal(again, read.data)
	}
	return a
}

// unread is the answer to a text that is neither values nor bytes. A format
// that is wrong comes first, as it does in the call.
func (q Request) unread(call, in, text string, wrong *bytesFault) Answer {
	a := newAnswer(call, q.layout(q.Format))
	if a.Error == nil {
		a.Error = q.syntaxError(in, text, wrong)
	}
	return a
}

// sources writes the record in other languages; none when it cannot be packed.
func sources(format string, values []any) []Source {
	if size, err := pack.Calcsize(format); err != nil || size > MaxRecord {
		return nil
	}
	record, err := export.NewRecord(format, values)
	if err != nil {
		return nil
	}
	var all []Source
	for _, source := range record.Sources() {
		all = append(all, Source{Language: source.Language, Text: source.Text})
	}
	return all
}

// inEachOrder returns the items of a format in little, big and native order; the
// format itself stands for its own. A format that is wrong has no orders.
func inEachOrder(format string) []string {
	if _, err := pack.Compile(format); err != nil {
		return nil
	}
	items := strings.TrimLeft(format[:min(1, len(format))], "@=<>!") + format[min(1, len(format)):]
	var all []string
	for _, order := range []string{"<", ">", "@"} {
		if orderOf(order) == orderOf(format) {
			all = append(all, format)
			continue
		}
		all = append(all, order+items)
	}
	return all
}

func orderOf(format string) string {
	switch {
	case strings.HasPrefix(format, "<"), strings.HasPrefix(format, "="):
		return "little"
	case strings.HasPrefix(format, ">"), strings.HasPrefix(format, "!"):
		return "big"
	}
	return "native"
}

// layout returns the record of a format without values and bytes.
func (q Request) layout(format string) Record {
	rec := Record{Format: format, Order: orderOf(format), Fields: []Field{}}
	form, err := pack.Compile(format)
	if err != nil {
		rec.Error = q.formatError(format, err)
		return rec
	}
	rec.Size, rec.Count, rec.Drawn = form.Size(), form.ValueCount(), true
	for _, f := range form.Fields() {
		rec.Fields = append(rec.Fields, Field{
			Code: string(f.Code), Type: typeName(q.Lang, f.Code), Count: f.Count, From: f.From, To: f.To,
			Offset: f.Offset, Size: f.Size, Padding: f.Padding, Width: f.Width, Values: []Value{},
		})
	}
	if rec.Size > MaxRecord || rec.Count > MaxRecord {
		rec.Drawn, rec.Error = false, q.limitError(InFormat, format, rec.Size)
	}
	return rec
}

// packedAs packs values that were read from the request's text.
func (q Request) packedAs(format string, given []repr.Value) Record {
	rec := q.layout(format)
	if rec.Error != nil {
		return rec
	}
	fillGiven(rec.Fields, given)
	values := plain(given)
	rec.Values = joined(values)
	data, err := pack.Pack(format, values...)
	if err != nil {
		rec.Error = q.packError(rec, given, err)
		return rec
	}
	setBytes(&rec, data)
	if back, err := pack.Unpack(format, data); err == nil {
		fillBack(rec.Fields, back)
	}
	return rec
}

// unpackedAs unpacks bytes that were read from the request's text.
func (q Request) unpackedAs(format string, read placedBytes) Record {
	rec := q.layout(format)
	if rec.Error != nil {
		return rec
	}
	if len(read.data) > MaxRecord {
		rec.Drawn, rec.Error = false, q.limitError(q.In, q.Bytes, len(read.data))
		return rec
	}
	setBytes(&rec, read.data)
	values, err := pack.Unpack(format, read.data)
	if err != nil {
		rec.Error = q.unpackError(rec, read, err)
		return rec
	}
	given := make([]repr.Value, len(values))
	for i, v := range values {
		given[i].Value = v
	}
	fillGiven(rec.Fields, given)
	rec.Values = joined(values)
	return rec
}

func setBytes(rec *Record, data []byte) {
	rec.Hex, rec.Data = fmt.Sprintf("% x", data), lab.Bytes(data)
}

func plain(given []repr.Value) []any {
	values := make([]any, len(given))
	for i, v := range given {
		values[i] = v.Value
	}
	return values
}

func joined(values []any) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = repr.Text(v)
	}
	return strings.Join(texts, ", ")
}

// fillGiven hands out values to fields; some may be missing.
func fillGiven(fields []Field, given []repr.Value) {
	arg := 0
	for i := range fields {
		for range valueCount(fields[i]) {
			slot := Value{Arg: arg}
			if arg < len(given) {
				slot.Text, slot.From, slot.To = repr.Text(given[arg].Value), given[arg].From, given[arg].To
			}
			fields[i].Values = append(fields[i].Values, slot)
			arg++
		}
	}
}

// fillBack notes what unpack returns where it is not what was packed.
func fillBack(fields []Field, back []any) {
	for i := range fields {
		for j := range fields[i].Values {
			slot := &fields[i].Values[j]
			if text := repr.Text(back[slot.Arg]); text != slot.Text {
				slot.Back = text
			}
		}
	}
}

// valueCount is pack.Field's.
func valueCount(f Field) int {
	return pack.Field{Code: f.Code[0], Count: f.Count}.ValueCount()
}

// typeName is what a code is called in C; four have words of the page.
func typeName(lang string, code byte) string {
	at := slices.IndexFunc(cTypes[:], func(c cType) bool { return c.code == code })
	if at < 0 {
		return texts.Text(lang, "type."+string(code))
	}
	return cTypes[at].name
}

type cType struct {
	code byte
	name string
}

var cTypes = [...]cType{
	{'c', "char"},
	{'b', "signed char"},
	{'B', "unsigned char"},
	{'?', "_Bool"},
	{'h', "short"},
	{'H', "unsigned short"},
	{'i', "int"},
	{'I', "unsigned int"},
	{'l', "long"},
	{'L', "unsigned long"},
	{'q', "long long"},
	{'Q', "unsigned long long"},
	{'n', "ssize_t"},
	{'N', "size_t"},
	{'f', "float"},
	{'d', "double"},
	{'P', "void *"},
}
