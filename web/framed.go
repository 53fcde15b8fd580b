package web

import (
	"encoding/binary"
	"sync"

	"github.com/gorilla/websocket"

	"stickylab/lab/record"
)

const (
	// callBytes is how many bytes of batches go with one call: a viewer that fell
	// behind catches up in few of them.
	callBytes = 64 << 10
	// keptBytes is the size above which a buffer is not used again.
	keptBytes = 4 * callBytes
)

// callBuffers are what batches are put together in, one for each call that is
// made at a time.
var callBuffers = sync.Pool{New: func() any { return new([]byte) }}

// writeFramed writes batches, each as one binary message, and as many with one
// call as fit. A call writes whole frames, so that control frames of others come
// between two of them.
func (v *viewer) writeFramed(batches []record.Batch) error {
	buffer := callBuffers.Get().(*[]byte)
	framed := (*buffer)[:0]
	var err error
	for i, batch := range batches {
		if len(batch.Bytes) > callBytes { // not copied: a viewer that stalls would keep the copy
			framed = appendHead(framed, websocket.BinaryMessage, len(batch.Bytes))
			if err = v.write(framed, batch.Bytes); err != nil {
				break
			}
			framed = framed[:0]
			continue
		}
		framed = appendFrame(framed, websocket.BinaryMessage, batch.Bytes)
		if last := i == len(batches)-1; !last && (len(framed)+len(batches[i+1].Bytes) <= callBytes || len(batches[i+1].Bytes) > callBytes) {
			continue
		}
		if err = v.write(framed); err != nil {
			break
		}
		framed = framed[:0]
	}
	if cap(framed) <= keptBytes {
		*buffer = framed
		callBuffers.Put(buffer)
	}
	return err
}

// appendFrame appends a message as a single frame of a server.
func appendFrame(to []byte, opcode byte, payload []byte) []byte {
	return append(appendHead(to, opcode, len(payload)), payload...)
}

// appendHead appends what a single frame of a server, which is not masked, has before
// its payload of n bytes (RFC 6455 5.2):
//
//	| FIN, opcode | length                                     | payload |
//	| 1 byte      | 1 byte; 126 and 2 bytes; 127 and 8 bytes   |         |
func appendHead(to []byte, opcode byte, n int) []byte {
	const final, two, eight = 0x80, 126, 127
	to = append(to, final|opcode)
	switch {
	case n < two:
		to = append(to, byte(n))
	case n <= 1<<16-1:
		to = binary.BigEndian.AppendUint16(append(to, two), uint16(n))
	default:
		to = binary.BigEndian.AppendUint64(append(to, eight), uint64(n))
	}
	return to
}
