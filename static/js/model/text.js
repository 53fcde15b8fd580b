// The texts that the timeline asks the page for.

/**
 * TextKey names a text. In braces: what its arguments are. A lane has texts of its
 * own.
 *
 * - `timeline.segment`        the selected segment, for a screen reader {number, from, to, flags, seq, length}
 * - `lane.named`              in these the name of a peer that has no word of its own {name}
 * - `lane.calls`              lane of a peer's calls {peer}
 * - `lane.calls.about`        under it
 * - `lane.send`               lane of a send queue {peer}
 * - `lane.receive`            lane of a receive queue {peer}
 * - `lane.receive.datagram`   under it, where FIONREAD is of the next datagram only
 * - `lane.wire`               lane of the segments
 * - `lane.wire.about`         under it, where they were counted and not captured {number of segments}
 * - `lane.wire.captured`      under it, where they were captured {number of segments}
 * - `lane.wire.missed`        the same when some are missing {number, how many are missing}
 * - `lane.wire.datagrams`     lane of captured datagrams
 * - `wire.segments`           counted segments {number}
 * - `wire.density`            captured segments too dense to be told apart {number}
 * - `wire.density.datagrams`  the same of datagrams {number}
 * - `wire.dropped`            datagrams that the receive queue had no room for {number in view}
 * - `segment.again`           of a segment whose bytes were on the wire before
 * - `queue.joined`            in a receive queue that holds several messages {bytes}
 * - `queue.joined.framed`     the same where every message has a header {bytes}
 * - `queue.unsent`            in a send queue: bytes that the kernel has not sent yet {bytes}
 * - `queue.unacked`           in a send queue: bytes that were sent and are not acknowledged {bytes}
 * - `accept.waiting`          in an accept queue: connections that are made and wait {connections} {the most that it is to hold}
 * - `queue.empty`             in a send queue that was empty at every probe
 * - `queue.behind`            above datagrams behind the first, which alone is measured
 * - `queue.behind.memory`     the same where the queue's memory grew {from bytes, to bytes}
 * - `queue.unknown`           bytes whose message cannot be told {bytes}
 * - `call.waiting`            a call that still waits {call}
 * - `call.waited`             the time before a call that had to wait {how long}
 * - `call.sync`               the step by which the lab lets one peer wait for another
 * - `measure.result`          what happened in a stretch of time {how long, events, bytes sent, bytes received}
 * - `measure.from`            the first end of one was marked {when}
 * - `strip.sends`             sends that are too narrow to be told apart {number}
 * - `density`                 calls too dense to be told apart {number, bytes}
 * - `setup`                   calls that make a socket ready, folded {number}
 * - `setup.hint`              the same for the pointer {their names, number}
 * - `mark.coalesced` `mark.split` `mark.truncated` `mark.lost` `mark.exact` `mark.again`   one or two characters
 * - `lane.decoder`            lane of a peer's decoder {peer}
 * - `lane.decoder.about`      under it {frames that are complete}
 * - `decoder.needs`           what a decoder waits for {bytes of the frame needed, bytes there}
 * - `decoder.part`            the same with what it waits for {name of the part, these words}
 * - `decoder.delimiter`       a frame whose end is not known yet {bytes there}
 * - `decoder.skip`            the rest of a frame that was given up {bytes still to come}
 * - `decoder.skip.open`       the same where it is not known how many
 * - `decoder.frame`           a complete frame {bytes}
 * - `decoder.rest`            bytes behind a complete frame, for the next one {bytes}
 * - `decoder.density`         what decoders did, too dense to be told apart {number}
 * - `part.header` ...         what a decoder waits for
 * - `mark.fault`              one or two characters
 * - `err.too-long` ...        the kinds of a decoder's faults
 * - `err.stopped` `err.timeout` `err.limit`   how a call ended without an answer of the kernel
 * - `peer.server` `peer.client`   the names of these peers
 * - `peer.strand`             a thread of a peer {name of the peer, number of the thread}
 * - `lane.strands`            a row of threads that have none of their own {how many}
 * - `lane.rest`               the strip that folded lanes share {how many}
 * - `lane.outside`            rail of a peer whose calls are not seen {peer}
 * - `lane.outside.about`      under it
 * - `lane.fold`               that a click on a lane's name folds it or opens it
 * - `axis.event` `axis.folded` `axis.time`   how time is laid out, beside the axis
 * - `legend.coalesced` ...    what a mark means
 * - `note.gap`                calls that were not recorded {number}
 * - `note.unmade`             a call that was not made {call}
 *
 * @typedef {"timeline.segment" | `lane.${string}`
 *   | "decoder.needs" | "decoder.part"
 *   | "decoder.delimiter" | "decoder.skip" | "decoder.skip.open" | "decoder.frame" | "decoder.rest" | "decoder.density" | "mark.fault"
 *   | "part.header" | "part.json" | "part.body" | "part.delimiter" | "part.skip" | "part.frame"
 *   | "err.too-long" | "err.negative" | "err.short" | "err.no-delimiter" | "err.varint" | "err.json" | "err.truncated"
 *   | "err.unwritable" | "err.delimiter" | "err.padding" | "err.size" | "err.protocol" | "err.check"
 *   | "wire.segments" | "wire.density" | "wire.density.datagrams" | "wire.dropped" | "segment.again"
 *   | "queue.joined" | "queue.joined.framed" | "queue.unsent" | "queue.unacked" | "queue.behind" | "queue.behind.memory" | "accept.waiting" | "queue.empty" | "queue.unknown" | "call.waiting" | "call.waited" | "call.sync"
 *   | "density" | "setup" | "setup.hint" | "strip.sends" | "measure.result" | "measure.from" | "mark.coalesced" | "mark.split" | "mark.truncated" | "mark.lost" | "mark.exact" | "mark.again"
 *   | "err.stopped" | "err.timeout" | "err.limit" | "err.dropped" | "peer.server" | "peer.client" | "peer.strand"
 *   | "ladder.uncaptured" | "axis.event" | "axis.folded" | "axis.time" | `legend.${Mark}` | "legend.letter" | "legend.socket"
 *   | "note.gap" | "note.unmade" | "call.encoder"} TextKey
 */

/** @typedef {"coalesced" | "split" | "truncated" | "lost" | "exact" | "again" | "fault"} Mark */

/** @typedef {(key: TextKey, ...args: (string | number)[]) => string} Text */

/** What the lab itself calls errors, and its decoders. @type {ReadonlySet<string>} */
const named = new Set(
  "stopped timeout limit dropped too-long negative short no-delimiter varint json truncated unwritable delimiter padding size protocol check".split(
    " ",
  ),
);

/**
 * errName returns the name of an error for people: an errno is called as man
 * pages call it, what the lab itself did has words.
 * @param {Text} text
 * @param {string} err
 */
export function errName(text, err) {
  return named.has(err) ? text(/** @type {TextKey} */ (`err.${err}`)) : err;
}

/**
 * peerName returns a peer's name for people: the usual two have words of their
 * own, others are called as in the script.
 * @param {Text} text
 * @param {string} peer
 */
export function peerName(text, peer) {
  return peer === "server" || peer === "client" ? text(`peer.${peer}`) : peer;
}

/**
 * strandName names a peer and, but for its first, the thread of it.
 * @param {Text} text
 * @param {string} peer
 * @param {number} strand
 */
export function strandName(text, peer, strand) {
  const name = peerName(text, peer);
  return strand === 0 ? name : text("peer.strand", name, strand + 1);
}

/**
 * laneName names a lane after a peer: a name in Latin letters has a space
 * before Chinese words, which the page's language puts there.
 * @param {Text} text
 * @param {`lane.${string}`} key
 * @param {string} peer
 */
export function laneName(text, key, peer) {
  const name = peerName(text, peer);
  return text(key, name === peer ? text("lane.named", peer) : name);
}
