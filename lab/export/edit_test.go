package export

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
)

// edited is an experiment with a literal of each form.
const edited = `tcp
server:
    listen 5   # how many wait
    accept
    timeout 200ms
    loop 3:
        sleep 50ms
    recv exactly 4
    unpack "!I" n
    recv 10
client:
    connect
    send "hello" * 2
    send "你好"
    send pack "!H" len + "x"
    blocking off
    try send "y" more
    try recv 20 waitall
    sendall "z" * 9
`

// The indices of its literals.
const (
	backlog = iota
	timeout
	rounds
	pause
	header
	unpacking
	size
	hello
	times
	nihao
	body
	packing
	blocks
	tried
	waited
	all
	allTimes
)

func mustEdit(t *testing.T, e lab.Experiment, literal int, value string) lab.Experiment {
	t.Helper()
	values := Literals(e)
	values[literal] = value
	changed, err := Edit(e, values)
	if err != nil {
		t.Fatalf("%s: %v", value, err)
	}
	return changed
}

func TestLiterals(t *testing.T) {
	want := []string{
		"5", "0.2", "3", "0.05", "4", "'!I'", "10", "b'hello'", "2", "'你好'", "b'x'", "'!H'",
		"False", "b'y'", "20", "b'z'", "9",
	}
	if got := Literals(mustParse(t, edited)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEdit(t *testing.T) {
	for _, test := range []struct {
		literal     int
		value, line string
	}{
		{backlog, "0", "    listen 0   # how many wait"},
		{backlog, " 1_0 ", "    listen 10   # how many wait"},
		{timeout, "1e-3", "    timeout 1ms"},
		{timeout, "None", "    timeout 0s"},
		{rounds, "0x10", "    loop 16:"},
		{pause, "0", "        sleep 0s"},
		{pause, ".5", "        sleep 500ms"},
		{pause, "60", "        sleep 60s"},
		{header, "1048576", "    recv exactly 1048576"},
		{unpacking, `"<Q"`, `    unpack "<Q" n`},
		{size, "1", "    recv 1"},
		{hello, "b'feng'", `    send "feng" * 2`},
		{hello, "b''", `    send "" * 2`},
		{hello, `b"it's"`, `    send "it's" * 2`},
		{hello, `B'\'\"\\\n\r\t\0\7\101\xff'`, `    send "'\"\\\n\r\t\0\x07A\xff" * 2`},
		{hello, "'你好'.encode()", `    send "你好" * 2`},
		{hello, `"hi".encode("utf-8")`, `    send "hi" * 2`},
		{times, "1", `    send "hello"`},
		{nihao, "'再见'", `    send "再见"`},
		{nihao, `'\u4f60\U0001f600\xe9\351'`, `    send "你😀éé"`},
		{body, "b'#'", `    send pack "!H" len + "#"`},
		{packing, "'!I'", `    send pack "!I" len + "x"`},
		{blocks, "True", "    blocking on"},
		{tried, "b'yes'", `    try send "yes" more`},
		{waited, "10", "    try recv 10 waitall"},
		{all, "b'zz'", `    sendall "zz" * 9`},
		{allTimes, "90000", `    sendall "z" * 90000`},
	} {
		e := mustEdit(t, mustParse(t, edited), test.literal, test.value)
		was, is := strings.Split(edited, "\n"), strings.Split(e.Script, "\n")
		var changed []string
		for i := range is {
			if len(is) == len(was) && is[i] != was[i] {
				changed = append(changed, is[i])
			}
		}
		if !slices.Equal(changed, []string{test.line}) {
			t.Errorf("%s: changed %q, want %q", test.value, changed, test.line)
		}
	}
}

func TestEditOfNothing(t *testing.T) {
	for name, e := range experiments(t) {
		same, err := Edit(e, Literals(e))
		if err != nil || script.Print(same) != script.Print(e) {
			t.Errorf("%s: %v\n%s", name, err, same.Script)
		}
	}
	bare := mustParse(t, edited)
	bare.Script = ""
	bare.Peers[0].Steps[0].Line = 0
	if e := mustEdit(t, bare, size, "7"); !strings.Contains(e.Script, "    recv 7\n") {
		t.Errorf("got %s", e.Script)
	}
}

func TestEditsThatHoldOnlyTogether(t *testing.T) {
	values := Literals(mustParse(t, edited))
	values[hello], values[times] = "b'h'", "1048576"
	if _, err := Edit(mustParse(t, edited), values); err != nil {
		t.Error(err)
	}
}

func TestEditErrors(t *testing.T) {
	for _, test := range []struct {
		literal        int
		value, en, key string
	}{
		{size, "ten", "ten is not a whole number. Write one like 10", "integer"},
		{size, "", "'' is not a whole number. Write one like 10", "integer"},
		{size, "010", "010 is not a whole number. Write one like 10", "integer"},
		{size, "1.0", "1.0 is not a whole number. Write one like 10", "integer"},
		{size, "0", "0 is out of range. Write a whole number from 1 to 16777216", "range"},
		{size, "-1", "-1 is out of range. Write a whole number from 1 to 16777216", "range"},
		{size, "99999999999999999999", "99999999999999999999 is out of range. Write a whole number from 1 to 16777216", "range"},
		{backlog, "4097", "4097 is out of range. Write a whole number from 0 to 4096", "range"},
		{pause, "50ms", "50ms is not a number of seconds. Write one like 0.05", "seconds"},
		{pause, "inf", "inf is not a number of seconds. Write one like 0.05", "seconds"},
		{pause, "61", "61 seconds are out of range. Write 0 to 60", "pause"},
		{pause, "1e999", "1e999 seconds are out of range. Write 0 to 60", "pause"},
		{pause, "-0.1", "-0.1 seconds are out of range. Write 0 to 60", "pause"},
		{timeout, "0.0", "a timeout of 0 means not to wait at all. In the lab that is setblocking(False), in the script blocking off. Write more, like 0.2, or None to wait for ever", "never"},
		{blocks, "0", "0 is neither True nor False", "bool"},
		{hello, "'hello'", "send takes bytes, and 'hello' are none. Write b'hello' or 'hello'.encode('utf-8')", "bytes"},
		{hello, "hello", "send takes bytes, and hello are none. Write b'hello' or 'hello'.encode('utf-8')", "bytes"},
		{hello, "b'你好'", "a bytes literal holds only ASCII characters. Write '你好'.encode('utf-8')", "ascii"},
		{hello, "b'hello", "b'hello does not end. Close it with '", "quote"},
		{hello, `b'a\`, `b'a\ does not end. Close it with '`, "quote"},
		{hello, "b'it's'", `the string ends before s'. Leave that out, or write \ before a quote inside the string`, "after"},
		{hello, `b'\d'`, `\d is no escape of Python. Write \\ for a backslash, or one of \n \r \t \x0a`, "escape"},
		{hello, `b'\u4f60'`, `\u is no escape of Python. Write \\ for a backslash, or one of \n \r \t \x0a`, "escape"},
		{hello, `b'\x4g'`, `\x4g is no escape of Python. Write \\ for a backslash, or one of \n \r \t \x0a`, "escape"},
		{hello, `b'\400'`, `\400 is no escape of Python. Write \\ for a backslash, or one of \n \r \t \x0a`, "escape"},
		{hello, "'你'.encode('gbk')", "the lab encodes as UTF-8, not by .encode('gbk'). Write .encode('utf-8')", "not-encoding"},
		{hello, "b'" + strings.Repeat("a", script.MaxBytes) + "'", "this is too long. Write up to 65536 bytes", "long"},
		{nihao, "b'hello'", "this is encoded to bytes, so it has to be a str and not b'hello'. Write one like 'hello'", "text"},
		{nihao, `'\ud800'`, `\ud800 is half of a surrogate pair and cannot be encoded. Write the character itself`, "surrogate"},
		{packing, "!I", "a struct format is a str, and !I is none. Write one like '!I'", "format"},
		{
			packing, "'!Z'",
			`"!Z" is not a struct format: bad char in struct format. Right ones are "!I" (4 bytes) or "!H" (2 bytes)`, "",
		},
		{unpacking, "'!II'", `"!II" gives 2 values, and each needs the name of a variable. For example: unpack "!BH" kind n`, ""},
		{times, "16777216", "this send has 83886080 bytes. One send may have up to 16777216", ""},
	} {
		values := Literals(mustParse(t, edited))
		values[test.literal] = test.value
		_, err := Edit(mustParse(t, edited), values)
		var e *EditError
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", test.value, err)
			continue
		}
		if e.Literal != test.literal || e.Error() != test.en || e.key != test.key || e.In("zh") == e.In("en") {
			t.Errorf("%s: literal %d, %q, %q, key %q", test.value, e.Literal, e.In("en"), e.In("zh"), e.key)
		}
	}
}

// TestBlame: among several changes the one at fault is named.
func TestBlame(t *testing.T) {
	values := Literals(mustParse(t, edited))
	values[size], values[body], values[packing] = "7", "b'y'", "'!HH'"
	_, err := Edit(mustParse(t, edited), values)
	var e *EditError
	var said *script.Error
	if !errors.As(err, &e) || e.Literal != packing || !errors.As(err, &said) || said.Line != 15 {
		t.Errorf("got %+v", err)
	}
}

func TestEditNeedsAllValues(t *testing.T) {
	_, err := Edit(mustParse(t, edited), []string{"5"})
	var e *EditError
	if !errors.As(err, &e) || e.Literal != -1 || e.In("zh") != "程序里可以修改的值有 17 个，这里给了 1 个。请重新打开页面" {
		t.Errorf("got %v", err)
	}
}

func TestTextsAreInBothLanguages(t *testing.T) {
	for _, complaint := range texts.Check() {
		t.Error(complaint)
	}
}

// unfilled matches a place of a text for which there was no argument.
var unfilled = regexp.MustCompile(`\{\d+[|}]`)

// FuzzEdit: a value is taken or refused with a whole sentence, and what was
// taken is shown as a literal that stands for the same bytes.
func FuzzEdit(f *testing.F) {
	for _, value := range []string{"5", "0.05", "None", `b'h\x00'`, `'你\u4f60'.encode()`, `"!I"`, `b"\'`, "'\\777'", `"%!0`, `"{0}`} {
		for literal := range allTimes + 1 {
			f.Add(literal, value)
		}
	}
	f.Fuzz(func(t *testing.T, literal int, value string) {
		if literal < 0 || literal > allTimes {
			return
		}
		e, err := script.Parse(edited)
		if err != nil {
			t.Fatal(err)
		}
		values := Literals(e)
		values[literal] = value
		changed, err := Edit(e, values)
		var refused *EditError
		if errors.As(err, &refused) {
			said := refused.In("en") + refused.In("zh")
			if refused.Literal != literal || unfilled.MatchString(said) && !unfilled.MatchString(value) { // it may quote the value
				t.Errorf("literal %d: %q", refused.Literal, said)
			}
			return
		}
		again, err := Edit(changed, Literals(changed))
		if err != nil || again.Script != changed.Script {
			t.Errorf("%v: %s", err, again.Script)
		}
	})
}
