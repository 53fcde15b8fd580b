//go:build amd64 || arm64

package watch

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// maxVectors is UIO_MAXIOV: how many parts the kernel takes in one call.
const maxVectors = 1024

// bytes reads memory of a program; what cannot be read is left away.
func (t *tracer) bytes(k *task, at uint64, n int) []byte {
	if n <= 0 {
		return nil
	}
	got := make([]byte, min(n, MaxData))
	return got[:peek(k.tid, at, got)]
}

// vectors reads an array of struct iovec.
func (t *tracer) vectors(k *task, at uint64, n int) [][2]uint64 {
	n = min(max(n, 0), maxVectors)
	raw := make([]byte, 16*n)
	raw = raw[:peek(k.tid, at, raw)]
	all := make([][2]uint64, 0, n)
	for i := 0; i+16 <= len(raw); i += 16 {
		all = append(all, [2]uint64{binary.NativeEndian.Uint64(raw[i:]), binary.NativeEndian.Uint64(raw[i+8:])})
	}
	return all
}

// gathered reads what a call sends from several places.
func (t *tracer) gathered(k *task, at uint64, n int) (data []byte, whole int) {
	for _, v := range t.vectors(k, at, n) {
		whole += int(min(v[1], maxAsked))
		if room := MaxData - len(data); room > 0 {
			data = append(data, t.bytes(k, v[0], int(min(v[1], uint64(room))))...)
		}
	}
	return data, whole
}

// room counts what a call has room for in several places.
func (t *tracer) room(k *task, at uint64, n int) (whole int) {
	for _, v := range t.vectors(k, at, n) {
		whole += int(min(v[1], maxAsked))
	}
	return whole
}

// scattered reads what a call received in several places.
func (t *tracer) scattered(k *task, at uint64, n, got int) (data []byte) {
	for _, v := range t.vectors(k, at, n) {
		take := int(min(v[1], uint64(max(got-len(data), 0))))
		if take == 0 {
			break
		}
		data = append(data, t.bytes(k, v[0], take)...)
	}
	return data
}

// messageHeader is struct msghdr.
type messageHeader struct {
	name, iov, control    uint64
	nameSize, n, controls int
	flags                 int
}

// The layout of struct msghdr.
const (
	headerBytes   = 56
	manyStep      = 64 // of struct mmsghdr
	manyLength    = 56
	controlHeader = 16
)

func (t *tracer) header(k *task, at uint64) messageHeader {
	var raw [headerBytes]byte
	peek(k.tid, at, raw[:])
	ne := binary.NativeEndian
	return messageHeader{
		name: ne.Uint64(raw[0:]), nameSize: int(ne.Uint32(raw[8:])), iov: ne.Uint64(raw[16:]), n: int(min(ne.Uint64(raw[24:]), maxVectors)),
		control: ne.Uint64(raw[32:]), controls: int(min(ne.Uint64(raw[40:]), 4096)), flags: int(ne.Uint32(raw[48:])),
	}
}

// passed lists the descriptors that came with a message (SCM_RIGHTS).
func (t *tracer) passed(k *task, m messageHeader) (fds []int) {
	raw := t.bytes(k, m.control, m.controls)
	ne := binary.NativeEndian
	for len(raw) >= controlHeader {
		size := int(min(ne.Uint64(raw), uint64(len(raw))))
		if size < controlHeader {
			break
		}
		if ne.Uint32(raw[8:]) == 1 && ne.Uint32(raw[12:]) == 1 { // SOL_SOCKET, SCM_RIGHTS
			for at := controlHeader; at+4 <= size; at += 4 {
				fds = append(fds, int(int32(ne.Uint32(raw[at:]))))
			}
		}
		raw = raw[min((size+7)&^7, len(raw)):]
	}
	return fds
}

// lineOf is what a program wrote, without the end of its line.
func lineOf(text []byte) string {
	s := strings.TrimSuffix(string(text), "\n")
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return s
}
