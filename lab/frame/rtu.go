package frame

import "encoding/binary"

// Bounds of an RTU frame (MODBUS over Serial Line 1.02, 2.5.1): an address, a
// function, data, and a check of two bytes.
const (
	leastRTU     = 4
	mostRTU      = 256
	requestRTU   = 8 // of those that read registers
	answerAround = 5 // of an answer: what is beside the bytes that it counts
	lastAddress  = 247
	lastFunction = 43
)

// rtu reports whether a stream begins with a frame of Modbus RTU: its length is one
// that such a frame has there, and its check is right.
func rtu(stream []byte) bool {
	if len(stream) < leastRTU || stream[0] > lastAddress {
		return false
	}
	if function := stream[1] &^ 0x80; function == 0 || function > lastFunction {
		return false
	}
	check, _ := findChecksum("crc-16/modbus")
	for _, n := range [...]int{len(stream), requestRTU, answerAround + int(stream[2])} {
		if n >= leastRTU && n <= min(len(stream), mostRTU) && uint64(binary.LittleEndian.Uint16(stream[n-2:])) == check.sum(stream[:n-2]) {
			return true
		}
	}
	return false
}

// headMBAP is the header of Modbus TCP before its unit: a transaction, a protocol that
// is 0, and the length of what follows (MODBUS Messaging on TCP/IP 1.0b, 3.1.3).
var headMBAP = LengthField{Length: Integer{Size: 2}, Offset: 4, Max: mostRTU + 4}

// mbap returns where the frames of Modbus TCP end that a stream is; false unless they are
// all of it.
func mbap(stream []byte) (ends []int, is bool) {
	ends, whole := wholeFrames(headMBAP, stream)
	for i, end := range ends {
		one := stream[endBefore(ends, i):end]
		if len(one) < leastRTU+4 || one[2] != 0 || one[3] != 0 {
			return nil, false
		}
		if function := one[7] &^ 0x80; function == 0 || function > lastFunction {
			return nil, false
		}
	}
	return ends, whole && len(ends) > 0
}
