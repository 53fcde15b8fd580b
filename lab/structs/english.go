package structs

import "stickylab/lab/catalog"

var english = catalog.Texts{
	"type.x":           "pad byte",
	"type.e":           "half float",
	"type.s":           "char[]",
	"type.p":           "Pascal string",
	"syntax.value":     "\"{0}\" cannot be read here. Values are written as 5, 3.5, True, None, b'abc' or 'abc'; text needs quotes, and there are no sums or functions.",
	"syntax.number":    "\"{0}\" is no number.",
	"syntax.quote":     "The closing quote {0} is missing.",
	"syntax.escape":    "There is no escape \"{0}\". For a backslash itself write two.",
	"syntax.ascii":     "b'...' takes ASCII characters only, not \"{0}\". Write its encoded bytes, such as b'\\xe4\\xbd\\xa0'.",
	"syntax.surrogate": "\"{0}\" is half a character and cannot stand alone.",
	"syntax.comma":     "A comma is missing between two values.",
	"syntax.many":      "There are too many values.",
	"syntax.long":      "The values are too long.",
	"syntax.data":      "This takes bytes: b'...' or hex digits.",
	"limit":            "At most {0} bytes are drawn here; this needs {1}.",
	"hint.char":        "There is no such format character. Integers are b, h, i, q (capital without a sign), floats e, f, d, bytes s, truth ?, a pad byte x.",
	"hint.native":      "The size of n, N and P depends on the machine, so they need the native format: take the prefix away or write @.",
	"hint.count":       "A format character has to follow the count, such as 4s.",
	"hint.size":        "The count is so large that the number of bytes cannot be told.",
	"hint.items":       "Each format character takes a value: 3H takes three, 10s only one, x none.",
	"hint.buffer":      "unpack takes exactly calcsize bytes, not one more or less. So receive them all before unpacking.",
	"hint.onebyte":     "c takes bytes of length one, such as b'a'.",
	"hint.bytes":       "This takes bytes, not a string: write b'...'; in a program .encode() makes them.",
	"hint.integer":     "This item takes an integer, no float and no text.",
	"hint.float":       "This item takes a number.",
	"hint.range":       "The value is outside of what this item can hold. Use a type with more bytes, or with a sign.",
}
