package web

import (
	"net/http"
	"net/url"

	"stickylab/lab/structs"
	"stickylab/web/view"
)

// Limits of what is packed and unpacked for strangers.
const (
	// maxFormat is the most bytes of a format.
	maxFormat = 256
	// maxValues is the most bytes of the values' text.
	maxValues = 8 << 10
	// maxBytesText is the most bytes of such bytes as text: a dump has five
	// characters for each.
	maxBytesText = 8 * structs.MaxRecord
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
	return writeJSON(w, http.StatusOK, structs.Request{Lang: languageOf(r), Format: format, Values: values}.Answer())
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
	request := structs.Request{Lang: languageOf(r), Format: format, Bytes: given, In: in, Unpacks: true}
	return writeJSON(w, http.StatusOK, request.Answer())
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
	data, ok := structs.ReadBytes(given, in)
	if !ok {
		return badValue(in)
	}
	return writeJSON(w, http.StatusOK, structs.Read(data, 0))
}

// bytesText is bytes in one of two forms.
type bytesText struct{ hex, data *string }

// one returns the form that was used, of which there must be exactly one.
func (b bytesText) one() (text, in string, err error) {
	switch {
	case (b.hex == nil) == (b.data == nil):
		return "", "", badValue(structs.InHex)
	case b.hex != nil:
		return *b.hex, structs.InHex, nil
	}
	return *b.data, structs.InData, nil
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
	request := readStruct(languageOf(r), query)
	if err := checkLengths(request.Format, request.Values, request.Bytes); err != nil {
		return err
	}
	if query.Has("do") {
		path := view.StructPath(request.Format, request.Values, request.Bytes, request.Unpacks)
		lead(w, r, path)
		return nil
	}
	page := structModel(request)
	page.Chrome = p.chrome(r, "")
	page.Readings = page.Answer.Selected(query.Get("sel"))
	return p.writePage(w, r, http.StatusOK, view.Struct(page))
}

// readStruct takes what the address asks for; without anything it is the first
// preset. The form sends values and bytes, and which button was pressed.
func readStruct(lang string, query url.Values) structs.Request {
	q := structs.Request{Lang: lang}
	if !query.Has("format") && !query.Has("values") && !query.Has("hex") {
		first := structs.Presets()[0]
		q.Format, q.Values = first.Format, first.Values
		return q
	}
	q.Format, q.Values = query.Get("format"), query.Get("values")
	q.Unpacks = query.Has("hex") && !query.Has("values")
	if query.Has("do") {
		q.Unpacks = query.Get("do") == "unpack"
	}
	if q.Unpacks {
		q.Values, q.Bytes = "", query.Get("hex")
		q.In = structs.FormOf(q.Bytes)
	}
	return q
}

// structModel returns the page of a request without what is around it.
func structModel(q structs.Request) view.StructPage {
	page := view.StructPage{
		Format: q.Format, Values: q.Values, Bytes: q.Bytes, Unpacks: q.Unpacks,
		Answer: q.Answer(), Presets: structs.Presets(),
		MaxFormat: maxFormat, MaxValues: maxValues, MaxBytes: maxBytesText,
	}
	if q.Unpacks {
		page.Values = page.Answer.Values
	} else {
		page.Bytes = page.Answer.Hex
	}
	return page
}
