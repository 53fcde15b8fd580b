package pack

import (
	"reflect"
	"testing"
)

func TestFieldsDescribeTheLayout(t *testing.T) {
	tests := []struct {
		name, format string
		size, values int
		fields       []Field
	}{
		{"nothing", "", 0, 0, nil},
		{
			"a native int is aligned", "BI", 8, 2,
			[]Field{
				{Code: 'B', Count: 1, Size: 1, Width: 1},
				{Code: 'I', Count: 1, Offset: 4, Size: 4, Padding: 3, Width: 4},
			},
		},
		{
			"a network int is not", "!BI", 5, 2,
			[]Field{
				{Code: 'B', Count: 1, Size: 1, Width: 1},
				{Code: 'I', Count: 1, Offset: 1, Size: 4, Width: 4},
			},
		},
		{
			"nothing is put behind the last item", "Ib", 5, 2,
			[]Field{
				{Code: 'I', Count: 1, Size: 4, Width: 4},
				{Code: 'b', Count: 1, Offset: 4, Size: 1, Width: 1},
			},
		},
		{
			"0i aligns the end", "b0i", 4, 1,
			[]Field{
				{Code: 'b', Count: 1, Size: 1, Width: 1},
				{Code: 'i', Offset: 4, Padding: 3, Width: 4},
			},
		},
		{
			"3s is one value, 3c are three", "<3s3c2x", 8, 4,
			[]Field{
				{Code: 's', Count: 3, Size: 3, Width: 3},
				{Code: 'c', Count: 3, Offset: 3, Size: 3, Width: 1},
				{Code: 'x', Count: 2, Offset: 6, Size: 2, Width: 1},
			},
		},
		{
			"blanks between items", " h\t2p\n", 4, 2,
			[]Field{
				{Code: 'h', Count: 1, Size: 2, Width: 2},
				{Code: 'p', Count: 2, Offset: 2, Size: 2, Width: 2},
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := mustCompile(t, test.format)
			if f.Size() != test.size || f.ValueCount() != test.values {
				t.Errorf("got %d bytes, %d values, want %d, %d", f.Size(), f.ValueCount(), test.size, test.values)
			}
			got := f.Fields()
			for i := range got {
				got[i].From, got[i].To = 0, 0 // see below
			}
			if !reflect.DeepEqual(got, test.fields) {
				t.Errorf("got fields\n%+v, want\n%+v", got, test.fields)
			}
			if f.String() != test.format {
				t.Errorf("got text %q, want %q", f, test.format)
			}
		})
	}
}

func TestFieldsAreTheCallersToChange(t *testing.T) {
	f := mustCompile(t, "!IHB")
	f.Fields()[0].Offset = 99
	if got := f.Fields()[0].Offset; got != 0 {
		t.Errorf("got offset %d after a change to a copy, want 0", got)
	}
}

func TestCalcsizeKnowsSizesByPrefix(t *testing.T) {
	tests := []struct {
		format string
		want   int
	}{
		{"l", 8},
		{"@l", 8},
		{"=l", 4},
		{"<l", 4},
		{">l", 4},
		{"!l", 4},
		{"!IHB", 7},
		{"@bq", 16},
		{"P", 8},
		{"10s", 10},
		{"x", 1},
		{"999999999999999999s", 999999999999999999},
		{"9999999999x", 9999999999},
		{"9223372036854775807s", 9223372036854775807},
	}
	for _, test := range tests {
		if got, err := Calcsize(test.format); err != nil || got != test.want {
			t.Errorf("Calcsize(%q): got %d, %v, want %d", test.format, got, err, test.want)
		}
	}
}

func TestFieldsKnowTheirPlaceInTheFormat(t *testing.T) {
	var items []string
	const format = "! I 10s\t3x0i?"
	for _, f := range mustCompile(t, format).Fields() {
		items = append(items, format[f.From:f.To])
	}
	if want := []string{"I", "10s", "3x", "0i", "?"}; !reflect.DeepEqual(items, want) {
		t.Errorf("got %q, want %q", items, want)
	}
	for format, want := range map[string]string{"!I 2Z": "2Z", "!I12": "12", "=n": "n", "!9999999999999999999I": "9999999999999999999"} {
		if from, to := Fault(format); format[from:to] != want {
			t.Errorf("%s: got %q, want %q", format, format[from:to], want)
		}
	}
	for _, format := range []string{"!I", "", "I你"} {
		if from, to := Fault(format); from != 0 || to != 0 {
			t.Errorf("%s: got %d to %d", format, from, to)
		}
	}
}
