package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"stickylab/web/view"
)

// Limits of what is packed and unpacked for strangers.
const (
	// maxFormat is the most bytes of a format.
	maxFormat = 256
	// maxValues is the most bytes of the values' text.
	maxValues = 8 << 10
	// maxRecord is the most bytes of a record, and of what is unpacked or
	// read.
	maxRecord = 1 << 10
	// maxBytesText is the most bytes of such bytes as text: four characters
	// for each as a literal writes it, and the quotes.
	maxBytesText = 4*maxRecord + 8
)

// structPage is the page of Python's struct.
type structPage struct{ *pages }

// pack is POST /api/pack: {"format","values"}, the values written as in
// Python. What Python refuses is an answer too, with its error.
func (p structPage) pack(w http.ResponseWriter, r *http.Request) error {
	var format, values string
	if err := decodeObject(r, map[string]any{"format": &format, "values": &values}); err != nil {
		return err
	}
	if err := checkLengths(format, values, ""); err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, structRequest{lang: languageOf(r), format: format, values: values}.answer())
}

// unpack is POST /api/unpack: {"format"} with the bytes as "hex" or as the
// literal "data".
func (p structPage) unpack(w http.ResponseWriter, r *http.Request) error {
	var format string
	var text bytesText
	if err := decodeObject(r, map[string]any{"format": &format, "hex": &text.hex, "data": &text.data}); err != nil {
		return err
	}
	given, in, err := text.one()
	if err == nil {
		err = checkLengths(format, "", given)
	}
	if err != nil {
		return err
	}
	request := structRequest{lang: languageOf(r), format: format, bytes: given, in: in, unpacks: true}
	return writeJSON(w, http.StatusOK, request.answer())
}

// read is POST /api/read: what the bytes of "hex" or "data" are as each
// type.
func (p structPage) read(w http.ResponseWriter, r *http.Request) error {
	var text bytesText
	if err := decodeObject(r, map[string]any{"hex": &text.hex, "data": &text.data}); err != nil {
		return err
	}
	given, in, err := text.one()
	if err == nil {
		err = checkLengths("", "", given)
	}
	if err != nil {
		return err
	}
	data, wrong := parseBytes(given, in)
	if wrong != nil || len(data.data) == 0 || len(data.data) > maxRecord {
		return badValue(in)
	}
	return writeJSON(w, http.StatusOK, readings(data.data, 0))
}

// bytesText is bytes in one of two forms.
type bytesText struct{ hex, data *string }

// one gives the form that was used, of which there must be exactly one.
func (b bytesText) one() (text, in string, err error) {
	switch {
	case (b.hex == nil) == (b.data == nil):
		return "", "", badValue(inHex)
	case b.hex != nil:
		return *b.hex, inHex, nil
	}
	return *b.data, inData, nil
}

func checkLengths(format, values, bytes string) error {
	for _, one := range []struct {
		text string
		most int64
	}{{format, maxFormat}, {values, maxValues}, {bytes, maxBytesText}} {
		if int64(len(one.text)) > one.most {
			return overBody(one.most)
		}
	}
	return nil
}

// show is GET /struct: the page, and the form of pages without
// JavaScript. Its address carries the format with the values, or with the
// bytes as hex or literal, and the selected bytes.
func (p structPage) show(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	request := structRequest{lang: languageOf(r)}
	request.readQuery(query)
	if err := checkLengths(request.format, request.values, request.bytes); err != nil {
		return err
	}
	if query.Has("do") {
		path := view.StructPath(request.format, request.values, request.bytes, request.unpacks)
		http.Redirect(w, r, path, http.StatusSeeOther)
		return nil
	}
	page := request.page()
	page.Chrome = p.chrome(r, "")
	page.Readings = selected(page.Answer, query.Get("sel"))
	return p.writePage(w, r, http.StatusOK, view.Struct(page))
}

// readQuery takes what the address asks for; without anything it is the first
// preset. The form sends values and bytes, and which button was pressed.
func (q *structRequest) readQuery(query url.Values) {
	if !query.Has("format") && !query.Has("values") && !query.Has("hex") {
		first := structPresets()[0]
		q.format, q.values = first.Format, first.Values
		return
	}
	q.format, q.values = query.Get("format"), query.Get("values")
	q.unpacks = query.Has("hex") && !query.Has("values")
	if query.Has("do") {
		q.unpacks = query.Get("do") == "unpack"
	}
	if q.unpacks {
		q.values, q.bytes = "", query.Get("hex")
		q.in = formOfBytes(q.bytes)
	}
}

// page gives the page of a request without what is around it.
func (q structRequest) page() view.StructPage {
	page := view.StructPage{
		Format: q.format, Values: q.values, Bytes: q.bytes, Unpacks: q.unpacks,
		Answer: q.answer(), Presets: structPresets(),
		MaxFormat: maxFormat, MaxValues: maxValues, MaxBytes: maxBytesText,
	}
	if q.unpacks {
		page.Values = page.Answer.Values
	} else {
		page.Bytes = page.Answer.Hex
	}
	return page
}

// selected gives the readings of the bytes FROM-TO, TO not among them; of the
// first field where nothing sensible is asked for.
func selected(a view.StructAnswer, sel string) *view.StructReadings {
	data := hexBytes(a.Hex)
	from, to, ok := parseSelection(sel, len(data))
	if !ok {
		from, to, ok = firstField(a, len(data))
	}
	if !ok {
		return nil
	}
	read := readings(data[from:to], from)
	return &read
}

func parseSelection(sel string, size int) (from, to int, ok bool) {
	first, last, _ := strings.Cut(sel, "-")
	from, err := strconv.Atoi(first)
	if err != nil {
		return 0, 0, false
	}
	to, err = strconv.Atoi(last)
	return from, to, err == nil && 0 <= from && from < to && to <= size
}

func firstField(a view.StructAnswer, size int) (from, to int, ok bool) {
	for _, f := range a.Fields {
		if f.Size > 0 && f.Offset+f.Size <= size {
			return f.Offset, f.Offset + f.Size, true
		}
	}
	return 0, size, size > 0
}
