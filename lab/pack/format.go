package pack

import "slices"

// Format is a parsed format. It never changes, so it may be shared.
type Format struct {
	text       string
	size       int
	valueCount int
	items      []item
	fields     []Field
	dense      bool  // nothing but single integers, side by side
	oneWord    bool  // dense, and of at most 8 bytes
	big        bool  // the first byte of the word is the most significant one
	above      uint8 // bits of 64 above the word
}

// Field describes one item of a format, with its count: "3s", "2H", "x".
//
//	     Padding     Size = Count x Width
//	...|.........|=======|=======|=======|...
//	             ^ Offset
type Field struct {
	Code    byte // the format character
	Count   int  // the count before it, 1 if none is written
	Offset  int  // bytes from the start of the record, after the padding
	Size    int  // bytes of the whole item, without the padding
	Padding int  // bytes of alignment put in before it (only with '@')
	Width   int  // bytes of one of its values; for s and p the whole item
	From    int  // where the item, count first, begins in the format's text
	To      int  // and where it ends
}

// ValueCount is how many values the field packs: one for s and p whatever
// the count, none for x, else Count.
func (f Field) ValueCount() int {
	switch f.Code {
	case 'x':
		return 0
	case 's', 'p':
		return 1
	default:
		return f.Count
	}
}

// Compile parses a format. The error is an *Error. Short formats are kept, so
// compiling one again is a look-up.
func Compile(format string) (*Format, error) {
	f, err := compiled(format)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// String gives the format's text.
func (f *Format) String() string { return f.text }

// Size is the number of bytes of a record, what calcsize answers.
func (f *Format) Size() int { return f.size }

// ValueCount is the number of values in a record.
func (f *Format) ValueCount() int { return f.valueCount }

// Fields describes each item in the order of the format, x and items with a
// count of 0 included. The slice is the caller's.
func (f *Format) Fields() []Field { return slices.Clone(f.fields) }

// Calcsize gives the number of bytes of a record.
func Calcsize(format string) (int, error) {
	f, err := compiled(format)
	if err != nil {
		return 0, err
	}
	return f.size, nil
}
