// One row of a stream: the same bytes as they were sent and as they were
// received, coloured by message, with the borders of calls.

import { cellText, hex2 } from "../../model/bytes.js";
import { colour, letter } from "../../model/message.js";
import { beginOf, charsOf, mostBack } from "../../model/stream/chars.js";
import { element } from "../element.js";

/** @typedef {"hex" | "text" | "utf-8" | "gbk"} Form */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../../model/stream/flow.js").Flow} Flow */

/**
 * Look is how a stream is looked at. seq: the event that is selected; per: how many bytes a row has.
 * @typedef {{ trace: Trace, flow: Flow, form: Form, seq: number, per: number, found: import("../../model/find/marks.js").Marks | null, text: import("../text.js").Text }} Look
 */

/** How many cells of a row say how much more a datagram has. */
const moreCells = 3;

/** Cell is what stands for one byte, or for all of a character. @typedef {{ off: number, len: number, words: string }} Cell */

/**
 * rowOf makes a row.
 * @param {Look} look
 * @param {number} row
 */
export function rowOf(look, row) {
  return look.flow.datagrams ? datagramRow(look, row) : streamRow(look, row);
}

/**
 * @param {Look} look
 * @param {number} row
 */
function streamRow(look, row) {
  const from = row * look.per;
  const cells = cellsOf(look, from, Math.min(look.flow.sent, from + look.per));
  const sent = cells.map((cell) => cellElement(look, cell, look.flow.sendAt(cell.off), false));
  const taken = cells.map((cell) => cellElement(look, cell, look.flow.takeAt(look.trace, cell.off), true));
  return element(
    "div",
    { class: "stream-row" },
    element("span", { class: "stream-off" }, String(from + 1)),
    element("span", { class: "stream-cells" }, ...sent),
    element("span", { class: "stream-cells" }, ...taken),
  );
}

/**
 * cellsOf cuts bytes of a stream into cells; a character that began before them
 * has its last bytes as a cell without words.
 * @param {Look} look
 * @param {number} from
 * @param {number} to
 * @returns {Cell[]}
 */
function cellsOf({ trace, flow, form }, from, to) {
  const back = form === "gbk" ? mostBack : 3;
  const begin = form === "utf-8" || form === "gbk" ? Math.max(0, from - back) : from;
  const ahead = form === "utf-8" || form === "gbk" ? Math.min(flow.sent, to + 3) : to;
  const bytes = known(trace, flow.conn, begin, ahead);
  if (!bytes) return Array.from({ length: to - from }, (_, n) => ({ off: from + n, len: 1, words: "?" }));
  if (form === "hex" || form === "text") {
    const word = form === "hex" ? hex2 : cellText;
    return [...bytes].map((byte, n) => ({ off: from + n, len: 1, words: word(byte) }));
  }
  const skip = beginOf(bytes, from - begin, form);
  return charsOf(bytes.subarray(skip), form).flatMap(({ off, len, text }) => {
    const at = begin + skip + off;
    const [first, end] = [Math.max(from, at), Math.min(to, at + len)];
    if (first >= end) return [];
    const words = first > at ? "" : shownText(text, bytes[skip + off]);
    return [{ off: first, len: end - first, words }];
  });
}

/** @param {string} text @param {number} byte */
const shownText = (text, byte) => (text === "" || byte < 0x7f ? cellText(byte) : text);

/**
 * known returns bytes of a stream, null where not all of them are known.
 * @param {Trace} trace
 * @param {number} conn
 * @param {number} from
 * @param {number} to
 */
function known(trace, conn, from, to) {
  return trace.bytesOf(trace.streamPieces(conn, from, to - from), to - from);
}

/**
 * cellElement makes a cell as a call had it; of bytes that nobody took it says so.
 * @param {Look} look
 * @param {Cell} cell
 * @param {number} i the call, -1 for none
 * @param {boolean} isTaken
 */
function cellElement({ trace, flow, seq, found, text }, { off, len, words }, i, isTaken) {
  const send = flow.sendAt(off);
  const message = send < 0 ? -1 : trace.message(send);
  const classes = ["cell", message < 0 ? "unknown" : colour(message)];
  const made = element("b", {}, words);
  if (len > 1) made.style.setProperty("--span", String(len));
  if (i < 0) {
    classes.push("untaken");
    made.title = text("stream.untaken");
  } else {
    made.setAttribute("data-seq", String(i + 1));
    const begins = off === trace.columns.off.at[i];
    if (begins) classes.push("begins");
    if (begins && !isTaken && message >= 0) made.setAttribute("data-letter", letter(message));
    if (begins && isTaken) made.setAttribute("data-letter", `#${i + 1}`);
    if (i + 1 === seq) classes.push("chosen");
    if (found?.has(i + 1)) classes.push("found");
    if (isTaken && len > 1 && off + len > trace.columns.off.at[i] + trace.columns.got.at[i]) {
      classes.push("cut");
      made.title = text("stream.cut");
    }
  }
  made.className = classes.join(" ");
  return made;
}

/**
 * @param {Look} look
 * @param {number} row
 */
function datagramRow(look, row) {
  const { trace, flow, form, seq, text } = look;
  const send = flow.sends.at[row];
  const data = trace.data(send) ?? new Uint8Array(0);
  const take = flow.takeAt(trace, flow.sendOff.at[row]);
  const isTaken = take >= 0 && trace.columns.off.at[take] === flow.sendOff.at[row];
  const got = isTaken ? trace.columns.got.at[take] : 0;
  const message = trace.message(send);
  const make = (/** @type {number} */ i, /** @type {number} */ length) => {
    const shown = data.subarray(0, length > look.per ? look.per - moreCells : length);
    const cells = wordsOf(shown, form).map(({ len, words }) => {
      const cell = element("b", { class: `cell ${colour(message)}${i + 1 === seq ? " chosen" : ""}` }, words);
      if (len > 1) cell.style.setProperty("--span", String(len));
      return cell;
    });
    const more =
      length > shown.length ? [element("span", { class: "more" }, `+${length - shown.length}`)] : [];
    return element("span", { class: "stream-cells", "data-seq": String(i + 1) }, ...cells, ...more);
  };
  const received = isTaken ? make(take, got) : element("span", { class: "stream-cells" });
  if (!isTaken) {
    const isLost = trace.lost.has(send + 1);
    const key = isLost ? "stream.datagram.lost" : "stream.datagram.unknown";
    received.append(element("span", { class: isLost ? "lost" : "dim", title: text(key) }, text(key)));
  } else if (got < data.length) {
    received.append(element("span", { class: "lost" }, text("stream.datagram.cut", got, data.length)));
  }
  return element(
    "div",
    { class: "stream-row" },
    element("span", { class: "stream-off" }, letter(message)),
    make(send, data.length),
    received,
  );
}

/**
 * @param {Uint8Array} bytes
 * @param {Form} form
 * @returns {{ len: number, words: string }[]}
 */
function wordsOf(bytes, form) {
  if (form === "hex") return [...bytes].map((byte) => ({ len: 1, words: hex2(byte) }));
  if (form === "text") return [...bytes].map((byte) => ({ len: 1, words: cellText(byte) }));
  return charsOf(bytes, form).map(({ off, len, text }) => ({ len, words: shownText(text, bytes[off]) }));
}
