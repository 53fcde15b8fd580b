package frame

// english has the sentences in English.
var english = words{
	between: " ",
	parts: map[Part]string{
		PartHeader: "header", PartJSON: "JSON header", PartBody: "body",
		PartDelimiter: "no delimiter has come", PartSkip: "a frame that was too long was being skipped",
	},
	faults: map[string]string{
		KindCodec:               "codec: %[1]s cannot be %[2]v; %[3]s.",
		"codec/format":          "a struct format of one integer is needed, such as !I, or a prefix and 1 to 8 bytes, such as !3",
		"codec/size":            "a number of bytes is needed, of a length field 1 to 8",
		"codec/offset":          "a number of bytes from 0 is needed",
		"codec/adjustment":      "a number of bytes is needed, such as -4 for a length that counts its own 4 bytes",
		"codec/strip":           "a number of bytes from 0 is needed",
		"codec/max":             "a number of bytes up to 64 MB is needed that at least the header fits in",
		"codec/max-header":      "a number of bytes from 2 up to 64 MB is needed",
		"codec/key":             "the name of the member with the body's size is needed",
		"codec/delimiters":      "1 to 8 delimiters are needed",
		"codec/delimiter":       "1 to 64 bytes are needed",
		"codec/escape":          "a byte is needed that is in no delimiter",
		KindTooLong:             "Frame at byte %d: %d bytes, more than the maximum of %d allows.",
		KindUnwritable:          "Frame at byte %d: the length %d does not fit its field, which holds at most %d.",
		KindNegative:            "Frame at byte %d: the length is negative, %d.",
		KindShort:               "Frame at byte %d: its length would be %d, at least %d is needed.",
		KindNoDelimiter:         "Frame at byte %d: no delimiter among its first %d bytes.",
		KindVarint:              "Frame at byte %d: its varint does not end within %d bytes.",
		KindJSON:                "Frame at byte %d: the header is no JSON object with a size: %s.",
		KindTruncated:           "The stream ended in the middle of the frame at byte %d: its %s needs %d bytes in all, %d are there.",
		KindTruncated + "/open": "The stream ended in the middle of the frame at byte %d, after %d bytes of it: %s.",
		KindDelimiter:           "The message itself contains the delimiter, at byte %d: an escape or a length is needed.",
		KindPadding:             "Frame at byte %d: the message of %d bytes ends with the padding, which would be taken off again.",
	},
	guesses: map[string]string{
		GuessText:       "These bytes are probably text, not a length: %q.",
		GuessHTTP:       "These bytes are probably an HTTP message, not a length: %q.",
		GuessTLS:        "These bytes are probably a TLS record, not a length: %s.",
		GuessCharacters: "The length before it probably counted characters, not bytes: %q was cut in two.",
		GuessOrder:      "In the other byte order the length would be %d.",
		GuessShift:      "The header probably begins %d bytes further: there the length would be %d.",
		"shift/before":  "The header probably began %d bytes before: there the length would be %d.",
	},
}
