// One sentence that says what an event was, for the ear: who called what, what
// came of it, and where its bytes came from.

import { isPlain, pythonBytes } from "../model/bytes.js";
import { Call, callName, carries, receives } from "../model/call.js";
import { decodeWords } from "../model/decodewords.js";
import { labels } from "../model/label.js";
import { listed } from "../model/limits.js";
import { setupEnd } from "../model/setup.js";
import { errName, peerName } from "../model/text.js";
import { eventOf, segmentOf } from "../model/target.js";
import { verdictNames } from "../model/verdict.js";
import { segmentTexts } from "./segmentwords.js";

/** @typedef {import("./words.js").Text} Text */
/** @typedef {import("../model/trace.js").Trace} Trace */

/** So many bytes are read out. */
const mostSpoken = 32;
/** So many events before a call and after it calls of its socket's making are looked for. */
const nearby = 32;

/**
 * spokenEvent says event i of a trace.
 * @param {Trace} trace
 * @param {number} i index
 * @param {Text} text
 */
export function spokenEvent(trace, i, text) {
  const who = peerName(text, trace.peers[trace.columns.peer.at[i]] ?? "");
  const said = text("spoken.event", i + 1, who, outcome(trace, i, text));
  const setup = setupOf(trace, i).map((n) => callName(trace.columns.call.at[n]));
  return setup.length ? text("spoken.setup", said, setup.length, setup.join(text("spoken.comma"))) : said;
}

/**
 * setupOf lists the calls that make a socket ready, which the timeline folds, where call i
 * is one of several.
 * @param {Trace} trace
 * @param {number} i
 */
function setupOf(trace, i) {
  const { peer, strand } = trace.columns;
  /** @type {number[]} */
  const own = [];
  for (let n = Math.max(0, i - nearby); n < Math.min(trace.length, i + nearby); n++)
    if (trace.knows(n) && peer.at[n] === peer.at[i] && strand.get(n) === strand.get(i)) own.push(n);
  const list = { at: own, length: own.length };
  const all = own.map((_, k) => own.slice(k, setupEnd(trace, list, k)));
  return all.find((calls) => calls.length > 1 && calls.includes(i)) ?? [];
}

/**
 * sentenceOf says what a target is; "" where there is nothing to say.
 * @param {Trace | null} trace what is known
 * @param {import("../model/target.js").Target | null} target
 * @param {Text} text
 */
export function sentenceOf(trace, target, text) {
  if (!trace || !target) return "";
  const number = segmentOf(target);
  if (number !== null && number <= trace.segments.length) {
    const { flags, seq, len, from, to } = segmentTexts(trace, number - 1, text);
    return text("timeline.segment", number, from, to, flags, seq, len);
  }
  const seq = eventOf(trace, target);
  return seq === null || !trace.knows(seq - 1) ? "" : spokenEvent(trace, seq - 1, text);
}

/**
 * @param {Trace} trace
 * @param {number} i
 * @param {Text} text
 */
function outcome(trace, i, text) {
  const { call, decode } = trace.columns;
  if (decode.get(i) >= 0) return text("spoken.decoded", decodeWords(trace, decode.get(i), text)[0]);
  const name = callOf(trace, i);
  const err = trace.err(i);
  if (err) return text("spoken.failed", name, errName(text, err));
  if (!carries(call.at[i])) return labels(trace, i, text)[0];
  if (trace.eof(i)) return text("spoken.eof", name);
  return moved(trace, i, name, text);
}

/**
 * moved says which bytes a call moved, and what became of the messages.
 * @param {Trace} trace
 * @param {number} i
 * @param {string} name
 * @param {Text} text
 */
function moved(trace, i, name, text) {
  const { call, got } = trace.columns;
  const isTake = receives(call.at[i]);
  const said = text(isTake ? "spoken.took" : "spoken.sent", name, got.at[i], bytesOf(trace, i));
  const names = verdictNames(isTake ? trace.columns.verdict.at[i] : 0).map((verdict) =>
    text(verdict === "coalesced" ? "spoken.joined" : `verdict.${verdict}`),
  );
  if (trace.lost.has(i + 1)) names.push(text("verdict.lost"));
  const origins = isTake ? originsOf(trace, i, text) : "";
  const why = [names.join(text("spoken.and")), origins].filter((part) => part !== "");
  return why.length ? text("spoken.so", said, why.join(text("spoken.colon"))) : said;
}

/**
 * originsOf lists from which sends the bytes of a receive came.
 * @param {Trace} trace
 * @param {number} i
 * @param {Text} text
 */
function originsOf(trace, i, text) {
  const { shown, left } = listed(trace.origins(i));
  const parts = shown.map(({ seq, len }) => text("spoken.from", len, seq));
  if (left > 0) parts.push(text("inspect.more", left));
  const last = parts.pop() ?? "";
  return parts.length ? parts.join(text("spoken.comma")) + text("spoken.last") + last : last;
}

/**
 * callOf writes a call with what was asked for: recv(10); a send alone, for its
 * bytes follow.
 * @param {Trace} trace
 * @param {number} i
 */
function callOf({ columns: { call, asked } }, i) {
  const name = callName(call.at[i]);
  return call.at[i] === Call.recv || call.at[i] === Call.recvfrom ? `${name}(${asked.at[i]})` : name;
}

/**
 * bytesOf reads bytes as they are where they are plain text, else as Python
 * writes them.
 * @param {Trace} trace
 * @param {number} i
 */
function bytesOf(trace, i) {
  const data = trace.data(i);
  if (!data) return "";
  if (!data.every(isPlain) || data.length > mostSpoken) return pythonBytes(data, mostSpoken);
  return String.fromCharCode(...data);
}
