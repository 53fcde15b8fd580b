package pack

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"os"
	"strconv"
	"testing"
)

// vectorCount is the number of lines in testdata/vectors.jsonl.gz, each one
// call of CPython 3.13's struct with what it answered.
const vectorCount = 32100

type vector struct {
	Fn   string
	Fmt  string
	Args []map[string]any
	Buf  string
	Off  int
	OK   json.RawMessage
	Err  string
	Msg  string
}

func TestVectorsOfCPythonAnswerAlike(t *testing.T) {
	file, err := os.Open("testdata/vectors.jsonl.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(plain)
	lines.Buffer(nil, 1<<20)
	count := 0
	for ; lines.Scan(); count++ {
		if complaint := replay(lines.Bytes()); complaint != "" {
			t.Errorf("line %d: %s\n%s", count+1, complaint, lines.Bytes())
		}
	}
	if err := lines.Err(); err != nil || count != vectorCount {
		t.Fatalf("read %d vectors (%v), want %d", count, err, vectorCount)
	}
}

// replay runs one vector and says what differs.
func replay(line []byte) string {
	var v vector
	if err := json.Unmarshal(line, &v); err != nil {
		return err.Error()
	}
	got, err := v.call()
	var e *Error
	switch {
	case errors.As(err, &e):
		if e.Kind != v.Err || e.Error() != v.Msg {
			return fmt.Sprintf("got %s: %s", e.Kind, e.Msg)
		}
		return ""
	case err != nil:
		return err.Error()
	case v.Err != "":
		return fmt.Sprintf("got %v, want %s: %s", got, v.Err, v.Msg)
	}
	return differ(got, v.OK)
}

// differ compares as JSON, in the vectors' own spelling of values.
func differ(got any, want json.RawMessage) string {
	text, err := json.Marshal(got)
	if err != nil {
		return err.Error()
	}
	var plain bytes.Buffer
	if err := json.Compact(&plain, want); err != nil {
		return err.Error()
	}
	if !bytes.Equal(text, plain.Bytes()) {
		return fmt.Sprintf("got %s, want %s", text, plain.Bytes())
	}
	return ""
}

func (v vector) call() (any, error) {
	buf, err := hex.DecodeString(v.Buf)
	if err != nil {
		return nil, err
	}
	switch v.Fn {
	case "calcsize":
		return Calcsize(v.Fmt)
	case "pack":
		record, err := Pack(v.Fmt, values(v.Args)...)
		return hex.EncodeToString(record), err
	case "pack_into":
		err := PackInto(v.Fmt, buf, v.Off, values(v.Args)...)
		return hex.EncodeToString(buf), err
	case "unpack":
		got, err := Unpack(v.Fmt, buf)
		return spellAll(got), err
	case "unpack_from":
		got, err := UnpackFrom(v.Fmt, buf, v.Off)
		return spellAll(got), err
	case "iter_unpack":
		rows, err := IterUnpack(v.Fmt, buf)
		spelled := make([][]map[string]any, 0, len(rows))
		for _, row := range rows {
			spelled = append(spelled, spellAll(row))
		}
		return spelled, err
	}
	return nil, fmt.Errorf("unknown function %q", v.Fn)
}

func values(args []map[string]any) []any {
	list := make([]any, 0, len(args))
	for _, arg := range args {
		for kind, v := range arg {
			list = append(list, value(kind, v))
		}
	}
	return list
}

// value reads the vectors' spelling; integers take the smallest Go type, so
// that each of int, uint64 and *big.Int is used.
func value(kind string, v any) any {
	switch kind {
	case "int":
		n, _ := new(big.Int).SetString(v.(string), 10)
		if n.IsInt64() {
			return int(n.Int64())
		}
		if n.IsUint64() {
			return n.Uint64()
		}
		return n
	case "float":
		bits, _ := strconv.ParseUint(v.(string), 16, 64)
		return math.Float64frombits(bits)
	case "bytes":
		b, _ := hex.DecodeString(v.(string))
		return b
	case "bytearray":
		b, _ := hex.DecodeString(v.(string))
		return ByteArray(b)
	case "none":
		return nil
	}
	return v
}

func spellAll(values []any) []map[string]any {
	spelled := make([]map[string]any, 0, len(values))
	for _, v := range values {
		spelled = append(spelled, spell(v))
	}
	return spelled
}

func spell(v any) map[string]any {
	switch x := v.(type) {
	case bool:
		return map[string]any{"bool": x}
	case int64, uint64:
		return map[string]any{"int": fmt.Sprint(x)}
	case float64:
		return map[string]any{"float": fmt.Sprintf("%016x", math.Float64bits(x))}
	case []byte:
		return map[string]any{"bytes": hex.EncodeToString(x)}
	}
	return map[string]any{"unexpected": fmt.Sprintf("%T", v)}
}
