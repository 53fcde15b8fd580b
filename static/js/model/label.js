// How a call is written for people: as the Python it stands for, and its result.

import { pythonBytes } from "./bytes.js";
import { Call, callName, carries, idles, receives, sends } from "./call.js";
import { noteOf } from "./details.js";
import { Err, lingerOff } from "./errors.js";
import { errName } from "./text.js";

/** @typedef {import("./text.js").Text} Text */

/**
 * result is what a call gave: an errno, b'' at the end of a stream, a count.
 * @param {import("./trace.js").Trace} trace
 * @param {number} i
 * @param {Text} text
 */
export function result(trace, i, text) {
  const err = trace.err(i);
  if (err) return errName(text, err);
  if (trace.eof(i)) return "b'' EOF";
  return String(trace.columns.got.at[i]);
}

/**
 * optionLabels writes an option with its value; one taken back has none.
 * @param {string} option
 * @param {number} value
 */
function optionLabels(option, value) {
  if (option === "linger" && value === lingerOff) return ["linger off", "opt"];
  return [`${option} = ${value}`, option, "opt"];
}

/**
 * argument writes what a call asked for. Of a send that the kernel took nothing
 * of, only the length is known.
 * @param {import("./trace.js").Trace} trace
 * @param {number} i
 */
function argument(trace, i) {
  const call = trace.columns.call.at[i];
  const asked = trace.columns.asked.at[i];
  // what a header made it ask for may be more, or less, than `asked` can hold
  if (receives(call)) return (trace.err(i) === Err.limit && trace.details(i).value) || String(asked);
  const data = trace.data(i);
  if (!data?.length && asked > 0) return `${asked} B`;
  const head = trace.columns.head.get(i);
  if (!data) return "";
  if (head === 0) return pythonBytes(data);
  const body = data.subarray(head);
  return body.length ? `${pythonBytes(data.subarray(0, head), 8)} + ${pythonBytes(body)}` : pythonBytes(data);
}

/**
 * argumentOf writes what a call that moves bytes was given.
 * @param {import("./trace.js").Trace} trace
 * @param {number} i
 */
export function argumentOf(trace, i) {
  return argument(trace, i) + (trace.peek(i) ? ", MSG_PEEK" : "");
}

/**
 * outcomeOf writes what came of a call that moves bytes, shortly.
 * @param {import("./trace.js").Trace} trace
 * @param {number} i
 * @param {Text} text
 */
export function outcomeOf(trace, i, text) {
  return trace.eof(i) ? "b''" : result(trace, i, text);
}

/** @param {number} ns */
export function duration(ns) {
  if (ns < 1e6) return `${Math.round(ns / 1e3)} µs`;
  return ns < 1e9 ? `${+(ns / 1e6).toPrecision(3)} ms` : `${+(ns / 1e9).toPrecision(3)} s`;
}

/** Steps that are no calls are named in the reader's language. @type {Record<number, import("./text.js").TextKey>} */
const spoken = { [Call.wait]: "call.sync", [Call.encode]: "call.encoder" };

/**
 * labels lists ways to write a call, the fullest first; the last is short.
 * @param {import("./trace.js").Trace} trace
 * @param {number} i
 * @param {Text} text
 * @returns {string[]}
 */
export function labels(trace, i, text) {
  const { call, start, end } = trace.columns;
  const { arg = 0, option = "" } = trace.details(i);
  const name = spoken[call.at[i]] ? text(spoken[call.at[i]]) : callName(call.at[i]);
  if (carries(call.at[i])) return byteLabels(trace, i, name, text);
  if (call.at[i] === Call.none) return unmadeLabels(trace, i, text);
  const err = errName(text, trace.err(i));
  if (err && idles(call.at[i])) return [`${name} ${err}`, name];
  if (err && spoken[call.at[i]]) return [`${name} → ${err}`, err, "!"];
  if (err) return [`${name}() → ${err}`, `${name} ${err}`, err, "!"];
  if (idles(call.at[i])) return [`${name} ${duration(end.at[i] - start.at[i])}`, name];
  if (call.at[i] === Call.listen) return [`listen(${arg})`, "listen"];
  const note = noteOf(trace.details(i), "");
  const found = call.at[i] === Call.unpack || call.at[i] === Call.poll;
  if (found && note) return [`${name} ${note}`, note];
  if (call.at[i] === Call.gap)
    return [text("note.gap", trace.columns.got.at[i]), `−${trace.columns.got.at[i]}`];
  if (call.at[i] === Call.print || call.at[i] === Call.input) return [`${name} ${note}`, name];
  if (call.at[i] === Call.setsockopt) return optionLabels(option, arg);
  return [`${name}()`, name];
}

/**
 * unmadeLabels writes a call that was not made, and why.
 * @param {import("./trace.js").Trace} trace
 * @param {number} i
 * @param {Text} text
 */
function unmadeLabels(trace, i, text) {
  const { unmade = Call.socket, value = "" } = trace.details(i);
  const asked = value || trace.columns.asked.at[i];
  const name = callName(unmade);
  const long = text("note.unmade", carries(unmade) ? `${name}(${asked})` : `${name}()`);
  const short = text("note.unmade", name);
  const err = errName(text, trace.err(i));
  return err ? [`${long} → ${err}`, short, err, "!"] : [long, short];
}

/**
 * @param {import("./trace.js").Trace} trace
 * @param {number} i
 * @param {string} name
 * @param {Text} text
 */
function byteLabels(trace, i, name, text) {
  const outcome = result(trace, i, text);
  const shortOutcome = outcome === "b'' EOF" ? ["EOF"] : [];
  const full = `${name}(${argumentOf(trace, i)}) → ${outcome}`;
  const middle = sends(trace.columns.call.at[i]) ? [] : [`${name} → ${outcome}`];
  return [full, ...middle, `${name} → ${outcome}`, `→ ${outcome}`, outcome, ...shortOutcome];
}
