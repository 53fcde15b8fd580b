package lab

// Missing stands in a Probe for what could not be measured.
const Missing = -1

// Probe is what the kernel said of one socket right after a call. A field
// that could not be measured is Missing.
type Probe struct {
	OutQ     int32 // SIOCOUTQ: bytes unsent or sent and not acknowledged (tcp(7))
	Unsent   int32 // SIOCOUTQNSD: bytes not sent yet
	InQ      int32 // FIONREAD: bytes waiting; on UDP the next datagram's
	SegsOut  int32 // TCP_INFO data_segs_out, retransmissions included
	SegsIn   int32 // TCP_INFO data_segs_in
	Unacked  int32 // TCP_INFO unacked segments
	Cwnd     int32 // TCP_INFO congestion window in segments
	RTTMicro int32 // TCP_INFO smoothed round-trip time in microseconds
	MSS      int32 // TCP_INFO snd_mss in bytes
	Retrans  int32 // TCP_INFO total_retrans: segments sent again, also counted in SegsOut
	Drops    int32 // SO_MEMINFO SK_MEMINFO_DROPS: datagrams thrown away for want of room in the receive buffer
	Window   int32 // TCP_INFO snd_wnd: how many bytes the receiver's last acknowledgement lets be sent; Missing with nothing unsent
	Limited  int32 // TCP_INFO rwnd_limited: for how many microseconds in all the receiver's window held sending back
	Memory   int32 // SO_MEMINFO SK_MEMINFO_RMEM_ALLOC of a datagram socket: what all that waits takes up, headers and all
}

// NoProbe has every field Missing.
var NoProbe = Probe{
	Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing,
	Missing, Missing, Missing,
}

// AcceptQueue is what the kernel said of a TCP listener right after a call: how many
// connections wait in it for an accept.
type AcceptQueue struct {
	Conn    int `json:"conn"`    // the listener
	Waiting int `json:"waiting"` // TCP_INFO unacked: connections that are made and not accepted
	Max     int `json:"max"`     // TCP_INFO sacked: the backlog; the kernel lets one more in
}
