package words

import (
	"fmt"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/script"
)

// Told is a finding as a sentence with a title. Kind is the finding's kind, Why
// are the lines that say what it rests on, none where there is nothing to add.
type Told struct {
	Kind  string   `json:"kind"`
	Title string   `json:"title"`
	Text  string   `json:"text"`
	Why   []string `json:"why"`
	// Rest are more of the kind, folded away under what Folded says of them.
	Folded string `json:"folded,omitempty"`
	Rest   []Told `json:"rest,omitempty"`
	// Events are the Seqs of the events that the finding is about, its own call
	// first; none where it is about the whole run.
	Events []int `json:"events,omitempty"`
	// Said and Grounds are Text and Why in pieces, which name events, bytes and
	// segments.
	Said    []Piece   `json:"said,omitempty"`
	Grounds [][]Piece `json:"grounds,omitempty"`
	// Chip names a difference in a word or two; empty of a finding.
	Chip string `json:"chip,omitempty"`
	// Sides are the Seqs of the events of each of two runs that show how they
	// differ; nil of a finding in one run.
	Sides [][]int `json:"sides,omitempty"`
	// Others counts the findings of the kind that are not listed.
	Others int `json:"others,omitempty"`
}

// Sentences renders the findings of a run with the evidence for them; where many
// are alike, most of them are the Rest of one.
func Sentences(lang string, all *findings.Findings) []Told {
	told := []Told{}
	for _, same := range alike(all.All) {
		told = append(told, same.sentences(lang, all.Unlisted)...)
	}
	return told
}

// Sentence says what a finding means: a title of a few words, and what happened,
// where, to whom. others counts those of the same kind that are not listed.
func Sentence(lang string, f findings.Finding, others int) (title, text string) {
	title, text = sentence(lang, f, others)
	return title, plain(text)
}

// sentence is Sentence with marks in its text.
func sentence(lang string, f findings.Finding, others int) (title, text string) {
	s := speech{lang}
	title, text = s.finding(f)
	if failed, ok := f.(findings.Failed); ok {
		others += failed.Again
	}
	if others > 0 {
		text += gap(lang) + s.t("others", others)
	}
	return capital(plain(title)), capital(text)
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
	if key := "js.peer." + name; has(key) {
		return text(lang, key)
	}
	return name
}

// speech says findings in one language.
type speech struct{ lang string }

func (s speech) t(key string, args ...any) string { return text(s.lang, "said."+key, args...) }

// missing says why calls are missing: a limit of a program in a browser has words, others
// say it themselves.
func missing(lang, why string) string {
	if Texts.Has("gap." + why) {
		return text(lang, "gap."+why)
	}
	return withoutMarks.Replace(why)
}

// finding returns the title and the text of a finding. One of a kind that has no
// words is called by its kind.
func (s speech) finding(f findings.Finding) (title, text string) {
	switch f := f.(type) {
	case findings.Gap:
		return s.t("gap", f.Calls), s.t("gap.text", s.peer(f.Where), f.Calls, eventNumber(f.Seq), missing(s.lang, f.Text))
	case findings.Coalesced:
		return s.coalesced(f)
	case findings.Split:
		return s.split(f)
	case findings.Truncated:
		key := f.Kind() + kept(f.Message)
		return s.t(key), s.t(key+".text", s.peer(f.Where), call(f.Where), f.Got, f.Datagram, f.Datagram-f.Got)
	case findings.LostBytes:
		return s.lostBytes(f)
	case findings.Dropped:
		return s.dropped(f)
	case findings.Lost:
		return s.of(f, s.peer(f.Where), call(f.Where), f.Bytes, eventNumber(f.Seq))
	case findings.Empty:
		return s.of(f, s.peer(f.Where), call(f.Where))
	case findings.Short:
		return s.of(f, s.peer(f.Where), call(f.Where), f.Asked, f.Got, f.Asked-f.Got)
	case findings.Failed:
		return s.failed(f)
	case findings.Waiting:
		return s.waiting(f)
	case findings.Held:
		return s.held(f)
	case findings.SentAgain:
		return s.of(f, s.peer(f.Where), call(f.Where), f.Conn, f.Segments)
	case findings.Vanished:
		return s.t("vanished", s.peer(f.Where)), s.t("vanished.text", s.peer(f.Where), eventNumber(f.Seq))
	case findings.Elsewhere:
		return s.of(f, s.peer(f.Where), f.Address, eventNumber(f.Seq))
	case findings.Decoded:
		return s.decoded(f)
	case findings.Framed:
		if f.Reads > 0 {
			return s.t("reads"), s.t("reads.text", f.Reads, f.Receives)
		}
		return s.of(f, f.Receives)
	case findings.Exact:
		return s.exact(f)
	case findings.EOF:
		return s.eof(f)
	}
	return f.Kind(), ""
}

// of returns the title and the text of the finding's kind.
func (s speech) of(f findings.Finding, args ...any) (title, text string) {
	return s.t(f.Kind()), s.t(f.Kind()+".text", args...)
}

// peer names the peer as a part of a sentence.
func (s speech) peer(w findings.Where) string { return PeerIn(s.lang, w.Peer) }

// PeerIn names a peer as a part of a sentence: "the server", "bob".
func PeerIn(lang, peer string) string {
	if has("js.peer." + peer) {
		return text(lang, "said.known", PeerName(lang, peer))
	}
	return text(lang, "said.named", peer)
}

// call writes the call with what it asked for, where it asks for bytes.
func call(w findings.Where) string {
	if w.Call.Receives() {
		return marked(w.Seq, w.Call.String()+"("+strconv.Itoa(w.Asked)+")")
	}
	return marked(w.Seq, w.Call.String()+"()")
}

func (s speech) coalesced(f findings.Coalesced) (title, text string) {
	title = s.t("coalesced." + joinedWord(f.Joined))
	key := "coalesced.text"
	if f.Segments > 0 {
		key = "coalesced.counted"
	}
	text = s.t(key, s.peer(f.Where), call(f.Where), f.Messages, f.Got, f.Segments)
	if hint := segmentsHint(f); hint != "" {
		text += gap(s.lang) + s.t(hint, f.Came)
	}
	return title, text
}

// segmentsHint names the sentence about what the count of segments shows.
func segmentsHint(f findings.Coalesced) string {
	switch {
	case f.Came == 1 && f.Segments <= 0:
		return "coalesced.came.one"
	case f.Came > 0 && f.Segments <= 0:
		return "coalesced.came"
	case f.Joined == lab.UnknownQueue && f.Segments <= 0:
		return "coalesced.where"
	case f.Segments > f.Messages:
		return "coalesced.more"
	case f.Joined == lab.ReceiveQueue && f.Segments == f.Messages:
		return "coalesced.apart"
	case f.Joined == lab.SendQueue && f.Segments > 0 && f.Segments < f.Messages:
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

// exact calls it luck where nothing keeps boundaries.
func (s speech) exact(f findings.Exact) (title, text string) {
	if !f.Stream {
		return s.of(f, f.Receives)
	}
	title, text = s.t("matched"), s.t("matched.text", f.Receives)
	if f.Apart.Ns > 0 {
		text += gap(s.lang) + s.t("matched.apart", s.peer(f.Apart.Where), Duration(f.Apart.Ns))
	}
	return title, text
}

// split says where the rest of the message is, as far as it was sent.
func (s speech) split(f findings.Split) (title, text string) {
	title, text = s.of(f, s.peer(f.Where), call(f.Where), f.Got, f.Message)
	var rest string
	switch {
	case f.Missed > 0:
		return title, text + gap(s.lang) + s.missed(f)
	case f.Before > 0 && f.After > 0:
		rest = "split.middle"
	case f.Before > 0 && f.Before+f.Got == f.Message:
		rest = "split.end"
	case f.After > 0:
		rest = "split.begin"
	default: // a short send: the rest was never handed over
		return title, text
	}
	if taken := f.Before + f.Got + f.After; taken < f.Message && f.After > 0 {
		rest += ".short" // the rest of the message was never handed over
		return title, text + gap(s.lang) + s.t(rest, f.Before, f.After, taken)
	}
	return title, text + gap(s.lang) + s.t(rest, f.Before, f.After)
}

// missed is about a message whose end nobody received.
func (s speech) missed(f findings.Split) (text string) {
	if f.Before > 0 {
		text = s.t("split.before", f.Before) + gap(s.lang)
	}
	if f.Missed == f.After {
		return text + s.t("split.missed", f.After)
	}
	return text + s.t("split.missed.some", f.After, f.Missed)
}

// dropped is about all that was lost on the way to a socket, whether the kernel
// counted it as dropped or it was still there at the end.
func (s speech) dropped(f findings.Dropped) (title, text string) {
	title, text = s.of(f, s.peer(f.Where), call(f.Where), f.Conn, f.Datagrams)
	if f.Unreceived > 0 {
		text += gap(s.lang) + s.t("dropped.lost", f.Unreceived)
	}
	return title, text
}

// lostBytes says how many bytes of a stream nobody received.
func (s speech) lostBytes(f findings.LostBytes) (title, text string) {
	key := "lost-bytes.text"
	if f.Received == 0 {
		key = "lost-bytes.all"
	}
	return s.t("lost-bytes"), s.t(key, s.peer(f.Where), call(f.Where), f.Conn,
		size(s.lang, f.Sent), size(s.lang, f.Received), size(s.lang, f.Sent-f.Received))
}

func (s speech) eof(f findings.EOF) (title, text string) {
	switch {
	case f.Reset:
		title, text = s.t("eof.reset"), s.t("eof.reset.text", s.peer(f.Where), call(f.Where), f.Conn, lab.ErrReset)
	case f.Times > 1:
		title, text = s.t("eof"), s.t("eof.again", s.peer(f.Where), call(f.Where), f.Conn, f.Times)
	default:
		title, text = s.of(f, s.peer(f.Where), call(f.Where), f.Conn)
	}
	return title, text + s.inDecoder(f.InDecoder)
}

// inDecoder says what a receive does not get; empty where there is nothing.
func (s speech) inDecoder(has findings.InDecoder) string {
	if has.Rest == 0 {
		return ""
	}
	return gap(s.lang) + s.t("waiting.rest", has.Rest, s.bytes(has.Stream, has.RestOff, has.Rest))
}

func (s speech) failed(f findings.Failed) (title, text string) {
	made := call(f.Where)
	if f.Call.Receives() && (f.Err == lab.ErrLimit || f.Err == lab.ErrNegative) && f.Value != "" { // more, or less, than Asked can hold
		made = marked(f.Seq, f.Call.String()+"("+withoutMarks.Replace(f.Value)+")")
	}
	key := failedKey(f)
	text = s.t(key+".text", s.peer(f.Where), made, eventNumber(f.Seq), withoutMarks.Replace(s.reason(f)))
	if key := s.buffer(f); key != "" {
		text = s.t("failed.buffer."+key, strings.TrimSpace(text), f.Had)
	}
	if f.Swapped > 0 {
		text = strings.TrimSpace(text) + gap(s.lang) + s.t("failed.swapped", f.Swapped)
	}
	return s.t(key, made, errName(s.lang, f.Err)), strings.TrimSpace(text) + s.inDecoder(f.InDecoder)
}

// failedKey is the key of what failed: a call, one that was not made, or what is no
// call at all.
func failedKey(f findings.Failed) string {
	switch {
	case f.Unmade:
		return "unmade"
	case f.Call == lab.CallDecode && f.GoesOn:
		return "undecoded.on"
	case f.Call == lab.CallDecode:
		return "undecoded"
	case f.Fault != nil && (f.Call == lab.CallEncode || f.Call.Sends()): // older traces have it as a send
		return "unencoded"
	case f.Call == lab.CallEncode && f.Err == "struct.error":
		return "unpacked"
	case f.Call == lab.CallEncode:
		return "unmade-bytes"
	}
	return "failed"
}

// buffer is the key of what an unpack had that needed another number of bytes; empty for
// any other failure.
func (s speech) buffer(f findings.Failed) string {
	var need int
	if _, err := fmt.Sscanf(f.Text, "unpack requires a buffer of %d bytes", &need); err != nil || f.Call != lab.CallUnpack {
		return ""
	}
	switch {
	case f.Had == 0:
		return "none"
	case f.Had < need:
		return "few"
	}
	return "many"
}

// holder says whose the address is that a bind found taken.
func (s speech) holder(state string) string {
	key := "holder." + state
	if strings.HasPrefix(state, "LISTEN") {
		return text(s.lang, key)
	}
	if !has(key) {
		key = "holder.open"
	}
	return text(s.lang, key, state) + gap(s.lang) + text(s.lang, "holder.reuse")
}

// reason says what an error means: the errno's words, what is wrong with a
// frame, or what Python would say.
func (s speech) reason(f findings.Failed) string {
	if f.Err == lab.ErrNegative && f.Unmade {
		return text(s.lang, "reason.size.negative")
	}
	if f.Unmade && f.Value != "" {
		return text(s.lang, "reason.size", script.MaxRecv)
	}
	if f.Holder != "" {
		return s.holder(f.Holder)
	}
	if key := "errno." + f.Err; has(key) {
		return text(s.lang, key)
	}
	if f.Fault != nil {
		return f.Fault.In(s.lang)
	}
	if f.Call == lab.CallUnpack || f.Call == lab.CallEncode || f.Unmade {
		return f.Text
	}
	return ""
}
