// The byte inspector: the bytes of the selected event in hex and as text, and
// the send that each came from.

import { cellText, hex2, pythonBytes } from "../../model/bytes.js";
import { callName, carries, receives } from "../../model/call.js";
import { spanOf } from "../../model/counting.js";
import { listed } from "../../model/limits.js";
import { colour, letter } from "../../model/message.js";
import { eventOf } from "../../model/target.js";
import { peerName } from "../../model/text.js";
import { joinedOf, noteText, verdictText, lostToo, mark } from "../../a11y/words.js";
import { bytesOf, mostBytes, offsetText, rows, sourcesOf } from "./bytes.js";
import { copiesOf } from "./copies.js";
import { inspectedDecode } from "./decodefacts.js";
import { element } from "../element.js";
import { inspectedSegment } from "./segmentfacts.js";
import { createWhy } from "./why.js";

/** @typedef {import("../../a11y/words.js").Text} Text */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("./bytes.js").ByteOf} ByteOf */

/** @param {ByteOf} byte */
function cellClass({ message, header }) {
  const own = message < 0 ? "unknown" : colour(message);
  return header ? `byte header ${own}` : `byte ${own}`;
}

/** @param {{ off: number, items: ByteOf[] }} row */
function hexRow({ off, items }) {
  const hex = items.map((item) => element("b", { class: cellClass(item) }, hex2(item.byte)));
  const text = items.map((item) => element("b", { class: cellClass(item) }, cellText(item.byte)));
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, offsetText(off)),
    element("td", { class: "hex" }, ...hex),
    element("td", { class: "text" }, ...text),
  );
}

/**
 * @param {ByteOf[]} bytes
 * @param {Text} text
 */
function hexTable(bytes, text) {
  const heads = ["offset", "hex", "text"].map((name) =>
    element("th", { scope: "col" }, text(`inspect.${name}`)),
  );
  return element(
    "table",
    { class: "bytes", tabindex: "0" }, // it scrolls on a telephone
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows(bytes).map(hexRow)),
  );
}

/**
 * sourceText says which message a run of bytes is, in words.
 * @param {Trace} trace
 * @param {number} seq
 * @param {import("./bytes.js").Source} source
 * @param {Text} text
 */
function sourceText(trace, seq, source, text) {
  const name = letter(source.message);
  const header = source.header > 0 ? ` · ${text("inspect.header", source.header)}` : "";
  if (source.seq === seq) return text("inspect.own", source.len, name) + header;
  const sent = trace.event(source.seq - 1).data ?? new Uint8Array(0);
  const part = pythonBytes(sent.subarray(source.off, source.off + source.len), 24);
  const { first, last } = spanOf(trace, source.seq - 1, source.off, source.len);
  return text("inspect.message", name, source.seq, first, last, part) + header;
}

/**
 * @param {Trace} trace
 * @param {number} seq
 * @param {Text} text
 */
function sourceList(trace, seq, text) {
  const { shown, left } = listed(sourcesOf(trace, seq).filter(({ len }) => len > 0));
  const items = shown.map((source) =>
    element(
      "li",
      {},
      element("b", { class: `letter ${colour(source.message)}` }, letter(source.message)),
      " ",
      sourceText(trace, seq, source, text),
    ),
  );
  if (left > 0) items.push(element("li", {}, text("inspect.more", left)));
  if (items.length === 0 && trace.event(seq - 1).got > 0)
    items.push(element("li", {}, text("inspect.unknown")));
  return element("ul", { class: "sources" }, ...items);
}

/**
 * facts are the lines under the heading: verdict, socket, note, queues.
 * @param {Trace} trace
 * @param {number} seq
 * @param {Text} text
 */
function facts(trace, seq, text) {
  const event = trace.event(seq - 1);
  const verdict = lostToo(trace, event);
  const queues = event.probe && event.probe.outq >= 0 && event.probe.inq >= 0;
  return [
    element(
      "span",
      { class: "verdict", "data-verdict": mark(verdict) },
      verdictText(verdict, joinedOf(trace, seq - 1), text),
    ),
    element("span", {}, event.conn === 0 ? "" : text("inspect.socket", event.conn)),
    element("span", {}, noteText(event, text)),
    element(
      "span",
      {},
      queues && event.probe ? text("inspect.queues", event.probe.outq, event.probe.inq) : "",
    ),
  ].filter((line) => line.textContent !== "");
}

/**
 * @param {Trace} trace
 * @param {number} seq
 * @param {Text} text
 */
function inspected(trace, seq, text) {
  const event = trace.event(seq - 1);
  const peer = peerName(text, trace.peers[event.peer] ?? "");
  const decode = trace.columns.decode.get(seq - 1);
  if (decode >= 0) return inspectedDecode(trace, decode, peer, text, (bytes) => hexTable(bytes, text));
  const parts = [
    element("h3", {}, text("inspect.call", peer, callName(event.call), seq)),
    element("p", { class: "inspected-facts" }, ...facts(trace, seq, text)),
  ];
  if (!carries(event.call) || event.got === 0) {
    parts.push(element("p", { class: "dim" }, text("inspect.none")));
    return [copiesOf(seq, null, text), ...parts];
  }
  const bytes = bytesOf(trace, seq);
  parts.push(sourceList(trace, seq, text), hexTable(bytes, text));
  if (event.got > bytes.length)
    parts.push(element("p", { class: "dim" }, text("inspect.cut", mostBytes, event.got)));
  return [copiesOf(seq, event.data ?? null, text), ...parts];
}

/**
 * hasReasons reports whether the lab can say what the verdict on an event rests
 * on: of a receive of bytes, of a send that nothing was received of or that
 * left bytes in the send queue, and of what a decoder made of its bytes.
 * @param {Trace} trace
 * @param {number} seq
 */
function hasReasons(trace, seq) {
  const { call, got, verdict, decode } = trace.columns;
  const i = seq - 1;
  if (decode.get(i) >= 0) return true;
  if (receives(call.at[i])) return verdict.at[i] !== 0;
  return trace.lost.has(seq) || (got.at[i] > 0 && held(trace.event(i).probe));
}

/** @param {import("../../model/probe.js").Probe | null | undefined} probe of a TCP socket, else nothing is held */
const held = (probe) => probe != null && probe.segs_out >= 0 && probe.unsent > 0;

/**
 * createInspector shows one event, or one segment, of a trace at a time.
 * @param {HTMLElement} root
 * @param {Text} text
 */
export function createInspector(root, text) {
  const body = /** @type {HTMLElement} */ (root.querySelector("[data-inspector-body]"));
  const empty = /** @type {HTMLElement} */ (root.querySelector("[data-inspector-empty]"));
  const why = createWhy(text);
  /** @type {Trace | null} */
  let trace = null;
  /** @type {import("../../model/target.js").Target | null} */
  let selected = null;
  /**
   * @param {Trace} trace
   * @param {import("../../model/target.js").Target | null} target
   * @returns {HTMLElement[]}
   */
  const about = (trace, target) => {
    if (target?.kind === "segment") {
      return target.number <= trace.segments.length ? inspectedSegment(trace, target.number, text) : [];
    }
    const seq = eventOf(trace, target);
    return seq === null ? [] : [...inspected(trace, seq, text), ...reasons(seq)];
  };
  /** @param {number} seq */
  const reasons = (seq) => {
    const run = trace?.hello.run;
    // the server's reasons may rest on what came later
    if (!trace || !run || !trace.ended || !hasReasons(trace, seq)) return [];
    why.about(run, seq);
    return [why.panel];
  };
  return {
    /** @param {Trace} next */
    show(next) {
      trace = next;
      root.hidden = false;
      this.select(null);
    },
    /** @param {import("../../model/target.js").Target | null} target */
    select(target) {
      selected = target;
      body.replaceChildren(...(trace ? about(trace, target) : []));
      empty.hidden = body.childElementCount > 0;
    },
    /**
     * @param {number | null} _
     * @param {Trace} known
     */
    at(_, known) {
      trace = known;
      this.select(selected);
    },
  };
}
