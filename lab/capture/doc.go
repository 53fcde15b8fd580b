// Package capture takes the segments of a run from the loopback interface as
// the kernel passes them on, with flags, numbers, lengths and time stamps, and
// ties them to the run's sockets. It keeps headers only: the filter in the
// kernel cuts the payload off before the bytes reach the process.
//
// # What is used, and why
//
// A packet socket (packet(7)) with a ring of memory that the kernel and the
// process share, through golang.org/x/sys/unix, its filter assembled by
// golang.org/x/net/bpf. The libraries that wrap such rings do not fit:
// gopacket's afpacket binds to ETH_P_ALL, which sees every packet of the
// loopback interface twice, on its way out and on its way in, and can neither
// take the run's filter before it binds nor say how the kernel cut a
// super-segment; mdlayher/packet has no ring, and a system call a packet would
// slow the run down twofold; libpcap needs cgo, and the lab is one static file.
//
// The ring is a TPACKET_V2 one. In version 3 a packet shows only when its block
// is full or a timer of the kernel retires it, so that the end of a run would
// have to wait for that timer, which also runs while nothing happens. In version
// 2 each packet shows at once: the ring is looked at every few milliseconds, from
// memory and without a system call, nobody is woken by a packet in the middle of
// what is observed, and the last look finds all there is.
//
// With PACKET_VNET_HDR the kernel says of each super-segment the size that it
// would have been cut to, so how many segments it stands for is not guessed.
//
// Setting a ring up and letting it go takes the kernel some ten milliseconds
// each, for it waits until no processor looks at the old one. Therefore a Pool
// keeps a few rings and lends them to one run after another: only the filter
// changes. A ring that waits keeps the filter of the run before, at whose address
// there is nobody any more, and is emptied when the next one gets it.
//
// Headers are decoded here: two layouts of fixed fields (RFC 791, RFC 9293, RFC
// 768), read in place. The general decoders make objects of every layer.
//
// # What is not seen
//
// Nothing but TCP and UDP from or to the run's own address: no ICMP, and nobody
// else's traffic. A Loopback has a second ring for IPv6, of whose packets those with
// extension headers do not pass. What the ring had no room for is counted and told.
//
// # Platforms
//
// Linux with CAP_NET_RAW. Elsewhere Open gives ENOSYS.
package capture
