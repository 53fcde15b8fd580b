package pack

// The typed path: formats of nothing but single integers, which is what
// headers are, take and give int64 values without an interface around each.

// AppendInts is AppendPack for integers. It never allocates when dst has room
// for the record.
func (f *Format) AppendInts(dst []byte, values ...int64) ([]byte, error) {
	if f.oneWord && len(values) == len(f.items) {
		if w, ok := joinWord(f.items, values); ok {
			return f.appendWord(dst, w), nil
		}
	}
	return f.AppendPack(dst, boxed(values)...)
}

// Ints is Scan for integers: it reads a record that fills buf exactly into as
// many values. It never allocates for records of up to 8 bytes.
func (f *Format) Ints(buf []byte, into ...*int64) error {
	if f.oneWord && len(buf) == f.size && len(into) == len(f.items) && splitWord(f.items, f.loadWord(buf), into) {
		return nil
	}
	pointers := make([]any, len(into))
	for i, p := range into {
		pointers[i] = p
	}
	return f.Scan(buf, pointers...)
}

func boxed(values []int64) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v
	}
	return all
}
