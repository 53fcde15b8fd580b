// Package sock is the real sockets of one run. Every call is a system call of
// its own, made as CPython makes it: IPPROTO_TCP (Go's net.Listen would give
// MPTCP), Nagle on, no keepalive, no SO_REUSEADDR unless asked, the backlog
// that was asked for. Nothing is buffered, retried or answered in the kernel's
// place, with the exceptions below.
//
// # Waiting
//
// Descriptors are non-blocking and wait on the runtime's poller; to its user a
// Socket blocks, and a Result says whether it had to. A send without a timeout
// returns when all its bytes are queued, as send(2) on a blocking socket does,
// so one Result may stand for several sendto(2), all but the first after a
// wait; so may a receive with MSG_WAITALL, or below SO_RCVLOWAT, for several
// recvfrom(2). With a timeout or without waiting it is one call, as in Python,
// which polls before it. A receive of 0 bytes from a stream makes no call, as in
// Python.
//
// # Own world
//
// A run has an address of its own, so every run may bind port 8080. A socket
// that would connect, listen or send without a bind must be bound to that address
// first (BindAnywhere), and a Unix datagram socket to a file of its own, so that
// it can be answered; nothing is ever bound to, or sent to, an address outside
// the run. That bind is a call of its own, so that it can be recorded.
//
// A listener of the host that is bound to the wildcard address answers on all
// of 127/8. Therefore what goes to a port which no socket of the run holds is
// sent only while a guard holds that port: a socket that is bound but does not
// listen (TCP), or is connected elsewhere (UDP). While it is there nobody else
// can have the port, and the kernel itself gives the answer that belongs to a
// closed port: ECONNREFUSED at once with TCP; with UDP a first send that
// succeeds and, on a connected socket, ECONNREFUSED on the second. Where the
// guard cannot be bound, because somebody has the port, old connections of the
// run in TIME-WAIT do, or it is a privileged one, the call is not made and gives
// ECONNREFUSED.
//
// Unix sockets live in a folder of the run with mode 0700, and the kernel
// answers in every case: ENOENT without a file, ECONNREFUSED for one that
// nobody listens on any more.
//
// # Who is at the other end
//
// The socket that a datagram comes from is found by its address, the one that a
// TCP connection comes from by both addresses of the connection. Unix stream
// clients have none: their connects are put in a queue of the listener in the
// order in which the kernel took them, and accept takes them out in that order.
//
// # Platforms
//
// Linux is complete. The BSDs and macOS build: there MSG_TRUNC does not give
// the length of what was cut off, probes are missing, and macOS has only one
// loopback address unless more are configured. Elsewhere NewNet fails.
package sock
