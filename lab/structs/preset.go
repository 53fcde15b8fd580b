package structs

// Presets returns formats to begin with, in the order of the course.
func Presets() []Preset {
	return []Preset{
		{Key: "header", Format: "!I", Values: "5"},
		{Key: "mixed", Format: "!IHB", Values: "5, 258, 7"},
		{Key: "align", Format: "BI", Values: "1, 2"},
		{Key: "packed", Format: "<BI", Values: "1, 2"},
		{Key: "swapped", Format: ">I", Hex: "05 00 00 00"},
		{Key: "name", Format: "10s", Values: "b'hello'"},
		{Key: "characters", Format: "6s", Values: `b'\xe4\xbd\xa0\xe5\xa5\xbd'`},
		{Key: "truth", Format: "3?", Values: "True, 0, b'no'"},
		{Key: "negative", Format: "!q", Values: "-1"},
		{Key: "half", Format: "!e", Values: "0.1"},
		{Key: "range", Format: "!IB", Values: "5, 256"},
		{Key: "get", Format: "!I", Hex: "47 45 54 20"},
	}
}
