// Package cure tries a way of framing messages where it hurts: the messages
// are delivered as one stream that is cut in the nastiest pieces, and what
// comes out is held against what went in. A cure that fails is told by the
// smallest case: the fewest messages, and of those the fewest pieces.
//
// Try only computes, with the codecs and the decoder of lab/frame that runs
// use too; Script gives the experiment that makes the same case a real run.
package cure
