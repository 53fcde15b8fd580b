package view

import (
	"net/url"
	"strings"
	"testing"

	"stickylab/lab/framing"
)

// mustStudy is a closer look at bytes, as the server takes it.
func mustStudy(t *testing.T, lang, codec, stream, query string) Study {
	t.Helper()
	c, err := framing.ParseCodec(codec)
	if err != nil {
		t.Fatal(err)
	}
	cut, err := framing.CutBytes(c, []byte(stream))
	if err != nil {
		t.Fatal(err)
	}
	asked, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	study, err := StudyOf(lang, "own", "", framing.ReadStudy(asked, "", c), c, cut)
	if err != nil {
		t.Fatal(err)
	}
	return study
}

// TestWhatADecoderHas: the sentence after each byte has what is there, what is needed and
// why.
func TestWhatADecoderHas(t *testing.T) {
	for _, test := range []struct {
		name, codec, stream string
		at                  int
		en, zh              string
	}{
		{"nothing", `length "!H"`, "\x00\x01x", 0, "Nothing has come yet. It takes 2 bytes to know how long the frame is: 0 are here, 2 are missing.", "还没有收到字节。要有 2 个字节才知道这一帧多长，现在有 0 个，还差 2 个。"},
		{"half a header", `length "!H"`, "\x00\x01x", 1, "Frame 1 begins at offset 0, 1 byte of it is here. It takes 2 bytes to know how long the frame is: 1 is here, 1 is missing.", "第 1 帧从偏移 0 开始，收到了 1 个字节。要有 2 个字节才知道这一帧多长，现在有 1 个，还差 1 个。"},
		{"a length", `length "!H"`, "\x00\x01x", 2, "Its length says 1, which makes a frame of 3 bytes: 2 are here, 1 is missing.", "长度写的是 1，整帧就是 3 个字节，现在有 2 个，还差 1 个。"},
		{"a frame", `length "!H"`, "\x00\x01x", 3, "Frame 1 is complete, offsets 0–2. It takes", "第 1 帧收完了，偏移 0–2。要有 2 个字节"},
		{"all of it", `length "!H"`, "\x00\x01x", 3, "There are no more bytes.", "字节到此为止。"},
		{"a line", `line`, "ab\n", 2, "These 2 bytes have no end mark yet; how many more are needed is not known.", "这 2 个字节里没有结束标志，还要等多少字节，现在不知道。"},
		{"no length", `fixed 4`, "ab", 2, "The frame takes 4 bytes: 2 are here, 2 are missing.", "整帧 4 个字节，现在有 2 个，还差 2 个。"},
		{"too long", `length "B" max 3`, "\x05hello", 3, "more than the maximum of 3 allows. The next 3 bytes are thrown away", "后面 3 个字节直接丢掉"},
		{"given up", `resp`, "x\r\n", 2, "The decoder has stopped: it does not read what follows.", "解码器停了，后面的字节不再读。"},
		{"between", `skip "\n" line`, "\n\n", 2, "0 frames are complete; the last bytes are in none.", "已经收完 0 帧，最近的字节不在任何一帧里。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for lang, want := range map[string]string{"en": test.en, "zh": test.zh} {
				said := mustStudy(t, lang, test.codec, test.stream, "").States.Said[test.at]
				if !strings.Contains(said, want) {
					t.Errorf("%s after %d bytes: %s\nwant %s", lang, test.at, said, want)
				}
			}
		})
	}
}

// TestStepsSayWhereOneIs: the first step with something wrong is the one to see to.
func TestStepsSayWhereOneIs(t *testing.T) {
	const hello = "\x00\x05hello"
	for _, test := range []struct{ name, codec, stream, query, want string }{
		{"all is well", `length "!H"`, hello, "", "bytes ✓ 7 bytes, codec ✓ length \"!H\", frames ✓ 1 frame, fields ✓ 1 field each HERE"},
		{"bytes are left", `length "!H"`, hello + "\x00", "", "bytes ✓ 8 bytes, codec ✓ length \"!H\", frames ✗ 1 frame HERE, fields ✓ 1 field each"},
		{"frames are too short", `line`, "ab\n", "format=!I", "bytes ✓ 3 bytes, codec ✓ line, frames ✓ 1 frame, fields ✗ 1 frame is too short HERE"},
		{"no format", `line`, "ab\n", "", "bytes ✓ 3 bytes, codec ✓ line, frames ✓ 1 frame, fields ○ – HERE"},
		{"a wrong format", `line`, "ab\n", "format=!Z", "bytes ✓ 3 bytes, codec ✓ line, frames ✓ 1 frame, fields ✗ !Z HERE"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := stepsText(mustStudy(t, "en", test.codec, test.stream, test.query).Steps); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
	if got, want := stepsText(StudySteps("en", 0, "line", false)), "bytes ○ none yet HERE, codec ✓ line, frames ○ –, fields ○ –"; got != want {
		t.Errorf("without bytes: %s", got)
	}
	if got, want := stepsText(StudySteps("en", 3, "lin", true)), "bytes ✓ 3 bytes, codec ✗ lin HERE, frames ○ –, fields ○ –"; got != want {
		t.Errorf("a codec that is none: %s", got)
	}
}

func stepsText(steps []StudyStep) string {
	var all []string
	for _, s := range steps {
		text := s.Name + " " + s.mark() + " " + s.Text
		if s.Here {
			text += " HERE"
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// TestAnotherWindow: of a long stream the states around the byte are there.
func TestAnotherWindow(t *testing.T) {
	stream := strings.Repeat("\x00\x01x", 400)
	s := mustStudy(t, "en", `length "!H"`, stream, "byte=700").States
	if s.From != 512 || s.To != 768 || len(s.Said) != 257 || len(s.Cells) != 256 {
		t.Fatalf("%d to %d, %d sentences, %d cells", s.From, s.To, len(s.Said), len(s.Cells))
	}
	if want := "Frame 234 begins at offset 699, 1 byte of it is here."; !strings.HasPrefix(s.now(), want) {
		t.Errorf("%s, want %s", s.now(), want)
	}
	if past, under, yet := s.when(186), s.when(187), s.when(188); past != "past" || under != "under" || yet != "yet" {
		t.Errorf("%s %s %s", past, under, yet)
	}
	if last := mustStudy(t, "en", `length "!H"`, stream, "byte=9999").States; last.Byte != 1200 {
		t.Errorf("byte %d of 1200", last.Byte)
	}
}

// TestFieldsLeadToStruct: the link has the format and the bytes that the values are of.
func TestFieldsLeadToStruct(t *testing.T) {
	rows := mustStudy(t, "en", `length "!H"`, "\x00\x05hello", "format=!H2s").Fields.Rows
	if len(rows) != 1 || strings.Join(rows[0].Values, ",") != "5,b'he'" || rows[0].Href != "/struct?format=%21H2s&hex=00+05+68+65" {
		t.Errorf("%+v", rows)
	}
}

// TestCopiesSayWhatCannotBe: the form that was asked for is shown, the first one where it
// cannot be, and each that cannot says why.
func TestCopiesSayWhatCannotBe(t *testing.T) {
	tokio := mustStudy(t, "en", `length "!H"`, "\x00\x01x", "as=tokio").Copies
	if tokio.Key != "tokio" || !strings.Contains(tokio.Text, "LengthDelimitedCodec::builder()") || len(tokio.offered(false)) != 0 {
		t.Errorf("%+v", tokio)
	}
	fixed := mustStudy(t, "en", `fixed 1`, "x", "as=tokio").Copies
	if fixed.Key != "script" || !strings.Contains(fixed.Text, "codec fixed 1") {
		t.Errorf("%+v", fixed)
	}
	if no := fixed.offered(false); len(no) != 1 || no[0].Name != "Rust (tokio-util)" || no[0].Why != "It has no decoder that cuts as this codec does." {
		t.Errorf("%+v", no)
	}
	long := mustStudy(t, "zh", `fixed 1`, strings.Repeat("x", 5000), "").Copies
	if long.Key != "netty" || len(long.offered(false)) != 6 || !strings.Contains(long.offered(false)[0].Why, "最多写 4096 个") {
		t.Errorf("%+v", long)
	}
}

// TestWrongFormatsAreExplained: a format that is wrong is marked where it is, and what would
// be right is said in the reader's language.
func TestWrongFormatsAreExplained(t *testing.T) {
	for _, test := range []struct{ format, marked, en, zh string }{
		{"!HZ", "!H|Z|", "bad char in struct format. There is no such format character.", "bad char in struct format。没有这个格式字符。"},
		{"！H", "|！H|", "These are full-width signs: write !H.", "这里有全角符号：请写成 !H。"},
	} {
		for lang, want := range map[string]string{"en": test.en, "zh": test.zh} {
			problem := mustStudy(t, lang, `length "!H"`, "\x00\x01x", "format="+url.QueryEscape(test.format)).Fields.Problem
			if problem == nil || !strings.Contains(problem.Text, want) || strings.Join(problem.Marked, "|") != test.marked {
				t.Errorf("%s in %s: %+v, want %s at %s", test.format, lang, problem, want, test.marked)
			}
		}
	}
}

// TestBytesThatAreLeftAreNoFault: an end in the middle of a frame is in the column of what is
// left, not among the faults.
func TestBytesThatAreLeftAreNoFault(t *testing.T) {
	sides := mustStudy(t, "en", `length "!H"`, "\x00\x01x\x00\x05y", "with=cobs").Against.Sides
	if got := sides[0]; got.Faults != 0 || got.Left != 3 {
		t.Errorf("length: %d faults, %d bytes left, want 0 and 3", got.Faults, got.Left)
	}
	if got := sides[1]; got.Faults == 0 {
		t.Error("cobs: no fault, though its codes are wrong")
	}
}
