// Package claims holds statements about a run against its trace: what a lesson
// says that every run shows, what a grader or a file of one's own expects.
//
// CLAIMS are
//
//	CLAIM { and CLAIM }                  all of these
//	either CLAIM { and CLAIM } or CLAIM { and CLAIM } { or ... }
//	                                     at least one of these ways, in every run: for what is luck
//
// A claim is
//
//	end REASON                           done, stopped, limit or error
//	sockets N                            so many sockets were opened or accepted
//	PEER sent N, PEER received N         so many bytes were taken from its sends, given to its receives
//	PEER lost N                          so many bytes that it sent were never received: cut off, thrown away, not asked for
//	captured PEER N { N }                its segments with data carried so many bytes, one after the other;
//	                                     holds as well where the wire was not captured
//	captured PEER flags FLAG { FLAG }    its segments were for these: SYN, FIN, RST, DATA, or no more than an ACK; sent again counts again
//	PEER CALL count N                    the peer completed the call so often
//	PEER CALL count N PROPERTY { PROPERTY }    so many of those calls are so
//	PEER CALL K { PROPERTY }             its K-th such call (from 1) was made and is so
//	PEER CALL K-M { PROPERTY }           all calls from the K-th to the M-th are so
//
// with calls named as events name them (send, recvfrom, setsockopt; encode for
// the bytes of a send that could not be made, none for a call that was not made), strings
// written as in Go, a number N that the kernel or luck decides given as
//
//	at least N, at most N, at least N at most N
//
// and the properties
//
//	= "BYTES"                            the bytes sent or received
//	got N, asked N, datagram N           counts of bytes
//	arg N                                the number that the call was made with: a backlog, the value of an option
//	exact, coalesced, split, truncated, lost    the verdict is these words and no other
//	joined "QUEUE"                       where the messages ran together
//	from PEER CALL K                     it has bytes of that send; given several times: of these and no other
//	on PEER CALL K                       it was made on the same socket as that call
//	waited, not waited                   it could not, could be done at once
//	eof                                  the end of the stream
//	err NAME                             it failed: an errno, timeout, or a fault as in too-long and struct.error
//	stopped                              it still waited when the run was ended
//	unmade CALL                          of a none: the call that was not made
//	waiting N                            of a listen, connect or accept: so many connections wait in the listener then
//	text "TEXT"                          what else the event says
//	before PEER CALL K, after PEER CALL K    it ended earlier, later than that call ended;
//	                                     with "by at least DURATION", that much
//	lasted at least DURATION             from its start to its end
//	outq, unsent, inq, segs_out, segs_in, unacked, cwnd, mss, retrans, drops, window, limited, memory N
//	                                     what the kernel held right after the call; unknown for N where it cannot be measured
//
// of which these are for a decode, a step of a decoder:
//
//	header, json, body, delimiter, skip    that is the part it is at
//	frame, frame = "BYTES"               a frame is complete, with these bytes between its head and its tail
//	has N, needs N                       so many bytes of the frame are there, so many it must have to go on
//	length N                             what its header announces
//	head N, tail N                       so many bytes are header, delimiter or padding; head is for sends too
//	off N                                where in the stream the frame begins
//	file "NAME" N                        a file of that name and of N bytes came, its MD5 as announced
//	says "SENTENCE"                      the fault, as lab/frame tells it in one of its languages, has that in it;
//	                                     for an encode too
//
// A call of which neither eof nor err nor stopped is said must have none of
// them. Because on loopback a receive mostly ends before the send that fed it,
// before and after are for calls whose order the script itself makes sure of.
//
// A DURATION is a whole number of us, ms or s, and always a lower bound: that a
// timer of the kernel was waited for can be told from a time that is too long
// for anything else, but a time that is short can be told from nothing, since
// a busy machine may stretch any call. What must have been quick is shown by
// what the kernel held instead: nothing unsent, nothing waited for.
package claims
