package view

import (
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/findings"
)

// Sentences tells all findings of a run, and what they rest on; where many are
// alike, most of them are the Rest of one.
func Sentences(lang string, g *findings.Grounds, peers []string) []Told {
	told := []Told{}
	for _, same := range alike(g.Findings(peers)) {
		told = append(told, same.tell(lang, g)...)
	}
	return told
}

// Sentence says what a finding means: a title of a few words, and what
// happened, where, to whom. A finding of a kind that has no words tells its
// kind.
func Sentence(lang string, f findings.Finding) (title, text string) {
	s := speech{lang, f}
	title, text = s.tell()
	return capital(title), capital(text + s.others())
}

func (s speech) tell() (title, text string) {
	f := s.f
	switch f.Kind {
	case findings.KindCoalesced:
		return s.coalesced()
	case findings.KindDecoded:
		return s.decoded()
	case findings.KindFramed:
		return s.say(f.Messages)
	case findings.KindExact:
		return s.exact()
	case findings.KindSplit:
		return s.split()
	case findings.KindEOF:
		return s.eof()
	case findings.KindFailed:
		return s.failed()
	case findings.KindTruncated:
		title, text = s.say(s.peer(), s.call(), f.Got, f.Whole, f.Whole-f.Got)
	case findings.KindLost:
		title, text = s.say(s.peer(), s.call(), f.Whole, f.Seq)
	case findings.KindLostBytes:
		return s.lostBytes()
	case findings.KindDropped:
		return s.dropped()
	case findings.KindHeld:
		return s.held()
	case findings.KindGap:
		return s.t("gap", f.Messages), s.t("gap.text", s.peer(), f.Messages, f.Seq, f.Text)
	case findings.KindResent:
		title, text = s.say(s.peer(), s.call(), f.Conn, f.Messages)
	case findings.KindShort:
		title, text = s.say(s.peer(), s.call(), f.Asked, f.Got, f.Asked-f.Got)
	case findings.KindEmpty, findings.KindWaiting:
		title, text = s.say(s.peer(), s.call())
	default:
		return f.Kind, s.peer()
	}
	return title, text
}

// capital begins a sentence that begins with a name or a call; a call stays
// as it is written.
func capital(sentence string) string {
	if rest, ok := strings.CutPrefix(sentence, "the "); ok {
		return "The " + rest
	}
	return sentence
}

// PeerName gives a peer's name as people say it: server and client have words
// in each language, other peers are called what the script calls them.
func PeerName(lang, name string) string {
	if key := "js.peer." + name; Has(key) {
		return T(lang, key)
	}
	return name
}

// speech is one finding in one language.
type speech struct {
	lang string
	f    findings.Finding
}

func (s speech) t(key string, args ...any) string { return T(s.lang, "said."+key, args...) }

// peer names the peer as a part of a sentence.
func (s speech) peer() string { return peerIn(s.lang, s.f.Peer) }

// peerIn names a peer as a part of a sentence: "the server", "bob".
func peerIn(lang, peer string) string {
	if Has("js.peer." + peer) {
		return T(lang, "said.known", PeerName(lang, peer))
	}
	return T(lang, "said.named", peer)
}

// say tells the title and the text of the finding's own kind.
func (s speech) say(args ...any) (title, text string) {
	return s.t(s.f.Kind), s.t(s.f.Kind+".text", args...)
}

// call writes the call with what it asked for, where it asks for bytes.
func (s speech) call() string {
	switch {
	case s.f.Call.Receives() && s.f.Err == lab.ErrLimit && s.f.Value != "": // more, or less, than Asked can hold
		return s.f.Call.String() + "(" + s.f.Value + ")"
	case s.f.Call.Receives():
		return s.f.Call.String() + "(" + strconv.Itoa(s.f.Asked) + ")"
	}
	return s.f.Call.String() + "()"
}

func (s speech) coalesced() (title, text string) {
	title = s.t("coalesced." + joinedWord(s.f.Joined))
	key := "coalesced.text"
	if s.f.Segments > 0 {
		key = "coalesced.counted"
	}
	text = s.t(key, s.peer(), s.call(), s.f.Messages, s.f.Got, s.f.Segments)
	if hint := s.hint(); hint != "" {
		text += s.gap() + s.t(hint)
	}
	return title, text
}

// hint names the sentence about what the count of segments shows.
func (s speech) hint() string {
	switch {
	case s.f.Joined == lab.UnknownQueue && s.f.Segments <= 0:
		return "coalesced.where"
	case s.f.Segments > s.f.Messages:
		return "coalesced.more"
	case s.f.Joined == lab.ReceiveQueue && s.f.Segments == s.f.Messages:
		return "coalesced.apart"
	case s.f.Joined == lab.SendQueue && s.f.Segments > 0 && s.f.Segments < s.f.Messages:
		return "coalesced.joined"
	}
	return ""
}

func joinedWord(j lab.Joined) string {
	switch j {
	case lab.SendQueue:
		return "send"
	case lab.ReceiveQueue:
		return "receive"
	case lab.BothQueues:
		return "both"
	}
	return "unknown"
}

// exact tells of luck where nothing keeps boundaries.
func (s speech) exact() (title, text string) {
	if s.f.Stream {
		return s.t("matched"), s.t("matched.text", s.f.Messages)
	}
	return s.say(s.f.Messages)
}

// split tells where the rest of the message is, as far as it was sent.
func (s speech) split() (title, text string) {
	f := s.f
	title, text = s.say(s.peer(), s.call(), f.Got, f.Whole)
	var rest string
	switch {
	case f.Missed > 0:
		return title, text + s.gap() + s.missed()
	case f.Before > 0 && f.After > 0:
		rest = "split.middle"
	case f.Before > 0 && f.Before+f.Got == f.Whole:
		rest = "split.end"
	case f.After > 0:
		rest = "split.begin"
	default: // a short send: the rest was never handed over
		return title, text
	}
	return title, text + s.gap() + s.t(rest, f.Before, f.After)
}

// missed tells of a message whose end nobody ever received.
func (s speech) missed() (text string) {
	f := s.f
	if f.Before > 0 {
		text = s.t("split.before", f.Before) + s.gap()
	}
	if f.Missed == f.After {
		return text + s.t("split.missed", f.After)
	}
	return text + s.t("split.missed.some", f.After, f.Missed)
}

// dropped tells of all that was lost on the way to a socket, whether the kernel
// counted it as dropped or it was still there at the end.
func (s speech) dropped() (title, text string) {
	title, text = s.say(s.peer(), s.call(), s.f.Conn, s.f.Messages)
	if s.f.Whole > 0 {
		text += s.gap() + s.t("dropped.lost", s.f.Whole)
	}
	return title, text
}

// lostBytes tells how many bytes of a stream nobody received.
func (s speech) lostBytes() (title, text string) {
	sent, got := int64(s.f.Whole), int64(s.f.Got)
	title, key := s.t("lost-bytes"), "lost-bytes.text"
	if got == 0 {
		key = "lost-bytes.all"
	}
	return title, s.t(key, s.peer(), s.call(), s.f.Conn, size(s.lang, sent), size(s.lang, got), size(s.lang, sent-got))
}

func (s speech) eof() (title, text string) {
	if s.f.Err != "" {
		return s.t("eof.reset"), s.t("eof.reset.text", s.peer(), s.call(), s.f.Conn, s.f.Err)
	}
	if s.f.Messages < 2 {
		return s.say(s.peer(), s.call(), s.f.Conn)
	}
	return s.t("eof"), s.t("eof.again", s.peer(), s.call(), s.f.Conn, s.f.Messages)
}

func (s speech) failed() (title, text string) {
	title = s.t("failed", s.call(), errName(s.lang, s.f.Err))
	text = strings.TrimSpace(s.t("failed.text", s.peer(), s.call(), s.f.Seq, s.reason()))
	return title, text
}

// reason says what an error means: the errno's words, what is wrong with a
// frame, or what Python's struct would say.
func (s speech) reason() string {
	if key := "errno." + s.f.Err; Has(key) {
		return T(s.lang, key)
	}
	if s.f.Fault != nil {
		return s.f.Fault.In(s.lang)
	}
	if s.f.Call == lab.CallUnpack {
		return s.f.Text
	}
	return ""
}

// others counts the findings of the kind that are not listed one by one.
func (s speech) others() string {
	if s.f.More == 0 {
		return ""
	}
	return s.gap() + s.t("others", s.f.More)
}

func (s speech) gap() string { return gap(s.lang) }
