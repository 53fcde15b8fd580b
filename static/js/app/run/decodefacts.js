// A decode in the inspector: what the decoder has and needs, the body of a
// complete frame, and the bytes in the buffer with whose they are.

import { decodeBytes, decodeMark, decodeNote, isFrame } from "../../a11y/decodetexts.js";
import { socketName } from "../../a11y/words.js";
import { runsOfDecode } from "../../layout/decodercells.js";
import { Part } from "../../model/decode.js";
import { partText } from "../../model/decodewords.js";
import { mostBytes } from "./bytes.js";
import { element } from "../element.js";

/** @typedef {import("../../a11y/words.js").Text} Text */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("./bytes.js").ByteOf} ByteOf */

/** How many bytes of a body stand in the list of facts. */
const bodyBytes = 120;

/**
 * decodeFacts lists what there is to say of decode n as name and value; what it
 * does not have is left out.
 * @param {Trace} trace
 * @param {number} n
 * @param {Text} text
 * @returns {[string, string][]}
 */
export function decodeFacts(trace, n, text) {
  const { decodes } = trace;
  const whole = isFrame(trace, n);
  const fault = decodes.failed(trace, n);
  const open = !whole && !fault && decodes.part.at[n] !== Part.delimiter && decodes.need.at[n] > 0;
  const bytes = (/** @type {number} */ count) => (count > 0 ? text("decode.bytes", count) : "");
  /** @type {[string, string][]} */
  const facts = [
    [text("decode.socket"), socketName(trace.columns.conn.at[decodes.event.at[n]])],
    [text("decode.state"), fault ? "" : partText(trace, n, text)],
    [text("decode.has"), text("decode.bytes", decodes.have.at[n])],
    [text("decode.needs"), open ? bytes(decodes.need.at[n]) : ""],
    [text("decode.length"), lengthText(trace, n, text)],
    [text("decode.head"), bytes(decodes.head.at[n])],
    [text("decode.tail"), bytes(decodes.tail.at[n])],
    [text("decode.off"), String(trace.columns.off.at[decodes.event.at[n]])],
    [text("decode.rest"), bytes(decodes.rest.at[n])],
    [text("decode.body"), whole ? gotText(trace, n, text) : ""],
  ];
  return facts.filter(([, value]) => value !== "");
}

/**
 * gotText is what the program got of a frame.
 * @param {Trace} trace
 * @param {number} n
 * @param {Text} text
 */
const gotText = (trace, n, text) =>
  trace.decodes.bodyOf(n).unknown ? text("decode.unsaid") : decodeBytes(trace, n, bodyBytes);

/**
 * lengthText is the length that was announced; without one nothing is said, but
 * while the header is still on its way.
 * @param {Trace} trace
 * @param {number} n
 * @param {Text} text
 */
function lengthText({ decodes }, n, text) {
  const [length, part] = [decodes.length.at[n], decodes.part.at[n]];
  if (length !== -1) return String(length);
  return part === Part.header || part === Part.json ? text("decode.unknown") : "";
}

/**
 * bytesOfDecode lists the bytes that decode n has, each with its message.
 * @param {Trace} trace
 * @param {number} n
 * @param {number} [most]
 * @returns {ByteOf[]}
 */
export function bytesOfDecode(trace, n, most = mostBytes) {
  const data = trace.decodes.bytes(trace, n, 0, Math.min(trace.decodes.have.at[n], most));
  const list = [...(data ?? [])].map((byte) => ({ byte, message: -1, header: false }));
  for (const { from, to, message, header } of runsOfDecode(trace, n)) {
    for (let k = from; k < Math.min(to, list.length); k++) Object.assign(list[k], { message, header });
  }
  return list;
}

/**
 * inspectedDecode makes what the inspector shows of decode n.
 * @param {Trace} trace
 * @param {number} n
 * @param {string} peer its name for people
 * @param {Text} text
 * @param {(bytes: ByteOf[]) => HTMLElement} table of bytes
 * @returns {HTMLElement[]}
 */
export function inspectedDecode(trace, n, peer, text, table) {
  const seq = trace.decodes.event.at[n] + 1;
  const facts = decodeFacts(trace, n, text).map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value)),
  );
  const verdict = { class: "verdict", "data-verdict": decodeMark(trace, n) };
  const parts = [
    element("h3", {}, text("decode.heading", peer, seq)),
    element("p", verdict, decodeNote(trace, n, text)),
    element("dl", { class: "segment-facts" }, ...facts),
  ];
  const bytes = bytesOfDecode(trace, n);
  if (bytes.length === 0) return [...parts, element("p", { class: "dim" }, text("decode.empty"))];
  parts.push(element("p", { class: "dim" }, text("decode.buffer")), table(bytes));
  const have = trace.decodes.have.at[n];
  if (have > bytes.length) parts.push(element("p", { class: "dim" }, text("inspect.cut", mostBytes, have)));
  return parts;
}
