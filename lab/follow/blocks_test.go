package follow

import (
	"encoding/binary"
	"testing"
	"time"
)

// TestBlocksInBothOrders reads packets of each kind of block, with times in units that few
// files have, as a machine of each byte order writes them.
func TestBlocksInBothOrders(t *testing.T) {
	data := packetOf(t, links()[0], piece{seq: 100, data: "hi"})
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		var file []byte
		u16, u32 := order.AppendUint16, order.AppendUint32
		block := func(kind uint32, body []byte) {
			for len(body)%4 > 0 {
				body = append(body, 0)
			}
			size := uint32(len(body) + blockLeast)
			file = u32(append(u32(u32(file, kind), size), body...), size)
		}
		section := u16(u16(u32(nil, orderMagic), 1), 0)
		block(blockSection, append(section, 255, 255, 255, 255, 255, 255, 255, 255))
		described := u32(u16(u16(nil, 1), 0), uint32(len(data)-1))   // a packet is cut behind that
		described = append(u16(u16(described, 9), 1), 0x81, 0, 0, 0) // half seconds
		described = order.AppendUint64(u16(u16(described, 14), 8), 100)
		block(blockInterface, u32(described, 0))
		block(7, []byte("a block that is not known"))
		block(blockPacket, append(u32(u32(u32(u32(u32(nil, 0), 0), 3), uint32(len(data))), uint32(len(data))), data...))
		block(blockOld, append(u32(u32(u32(u32(u16(u16(nil, 0), 9), 0), 5), uint32(len(data)-1)), uint32(len(data))), data[:len(data)-1]...))
		block(blockSimple, append(u32(nil, uint32(len(data))), data...))
		got, broken := packetsOf(file)
		if broken || len(got) != 3 {
			t.Fatalf("%v: %d packets, broken %v", order, len(got), broken)
		}
		if got[0].cut || string(got[0].data) != string(data) || !got[0].at.Equal(time.Unix(101, 5e8)) {
			t.Errorf("%v: a packet is %+v", order, got[0])
		}
		for _, p := range got[1:] {
			if !p.cut || string(p.data) != string(data[:len(data)-1]) {
				t.Errorf("%v: a packet that was cut is %+v", order, p)
			}
		}
		if !got[1].at.Equal(time.Unix(102, 5e8)) {
			t.Errorf("%v: at %v", order, got[1].at)
		}
		block(blockPacket, append(u32(u32(u32(u32(u32(nil, 1), 0), 3), 0), 0), 0))
		if got, broken := packetsOf(file); !broken || len(got) != 3 {
			t.Errorf("%v: a packet of no interface: %d packets, broken %v", order, len(got), broken)
		}
	}
}
