// Package frame gives a byte stream its boundaries back. A Codec says how a
// message becomes a frame: with a length field, a varint length, a length in digits
// or in header lines, a delimiter, in lines, at a fixed length, between marks, by
// counted brackets, or behind a JSON header; RESP, HTTP and WebSocket are protocols
// that none of these cuts. A Decoder takes the stream in pieces
// of any size, gives the frames as they are complete and keeps the rest; how
// the stream was cut never changes what comes out.
//
// Some codecs take another one and add something to it: Start a mark to find frames
// again, End bytes that must close them, Check a checksum, Skip what may stand between
// them, When a choice by bytes of the frame, First another one for the first frame, Join
// several frames that are one message. So a protocol is a description put together of few
// parts: start "h" length "B" offset 1.
//
// Each kind of codec is one file, which enters a Kind: the word and parameters of
// its text, its class in Python, its words in Chinese and English. What reads,
// writes, lists or exports codecs goes by the kinds alone.
//
// The parameters bear the names of the field: those of LengthField are
// Netty's LengthFieldBasedFrameDecoder, tokio's LengthDelimitedCodec has the
// same under others.
//
// An Error says what is wrong with the bytes and, in its Guesses, what that
// probably means: an absurd length is often someone's text, the other byte
// order, or a header that begins some bytes aside.
package frame
