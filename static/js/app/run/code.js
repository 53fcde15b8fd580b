// Lights the line of each event in the shown programs and writes beside it
// what the call gave.

import { noteOf } from "../../model/details.js";
import { Call, callName, carries, sends } from "../../model/call.js";
import { int32 } from "../../model/column.js";
import { eventOf } from "../../model/target.js";
import { errName } from "../../model/text.js";
import { waiterOf } from "../../model/waiting.js";
import { formatNs } from "../../scale/ticks.js";
import { decodeBytes, isFrame } from "../../a11y/decodetexts.js";
import { bytesText, rowMark } from "../../a11y/words.js";
import { element } from "../element.js";

/** How many bytes of a value stand beside a line. */
const resultBytes = 20;
/** How many characters of values stand beside a line. */
const resultRoom = 40;
/** How many values a line's tip lists. */
const tipValues = 100;
/** With so many calls those of the tip are over: a received byte's send may come behind it. */
const settledValues = 2 * tipValues;

/** @typedef {import("../../a11y/words.js").Text} Text */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../../model/trace.js").TraceEvent} TraceEvent */

/**
 * Line is a line of a program and the events that it made. A line that decodes
 * keeps only those that ended it: complete frames, and errors. drawn is for how
 * many of them, and lost for how many lost sends, its values stand there.
 * @typedef {{ item: HTMLElement, result: HTMLElement | null, decodes: boolean, seqs: Column<Int32Array>, drawn: number, lost: number }} Line
 */

/**
 * @template {import("../../model/column.js").Cells} A
 * @typedef {import("../../model/column.js").Column<A>} Column
 */

/**
 * resultText is what a call gave: its error, its value, or how long it took.
 * Of calls that only prepare nothing is said but their errors.
 * @param {TraceEvent} event
 * @param {import("../../model/text.js").Text} text
 */
export function resultText(event, text) {
  if (event.err) return errName(text, event.err);
  if (event.call === Call.none) return text("note.unmade", callName(event.details.unmade ?? Call.socket));
  const took = formatNs(event.end - event.start);
  if (sends(event.call)) return event.got < event.asked ? `→ ${event.got} · ${took}` : took;
  if (carries(event.call)) return bytesText(event, resultBytes);
  if (event.call === Call.unpack || event.call === Call.poll) return noteOf(event.details, "");
  if (event.call === Call.accept) return `#${event.conn} · ${took}`;
  return event.call === Call.sleep ? took : "";
}

/**
 * valueOf is what an event gave, of a complete frame its body.
 * @param {Trace} trace
 * @param {number} seq
 * @param {Text} text
 */
export function valueOf(trace, seq, text) {
  const decode = trace.columns.decode.get(seq - 1);
  if (decode < 0 || !isFrame(trace, decode)) return resultText(trace.event(seq - 1), text);
  return decodeBytes(trace, decode, resultBytes);
}

/**
 * ends reports whether an event ends a line that decodes: with a frame, with an
 * error, or because nothing more comes.
 * @param {Trace} trace
 * @param {number} i index
 */
export function ends(trace, i) {
  const decode = trace.columns.decode.get(i);
  return trace.err(i) !== "" || trace.eof(i) || (decode >= 0 && isFrame(trace, decode));
}

/**
 * countKnown returns how many of a line's calls a trace knows. A line's calls end
 * in the order of their seqs.
 * @param {Column<Int32Array>} seqs
 * @param {Trace} known
 */
export function countKnown(seqs, known) {
  let low = 0;
  let high = seqs.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (known.knows(seqs.at[mid] - 1)) low = mid + 1;
    else high = mid;
  }
  return low;
}

/**
 * fitting returns which of a line's values are shown: all, or as many of the
 * first as there is room for, and the last.
 * @param {number} count
 * @param {(i: number) => string} valueAt
 * @param {number} room in characters
 * @returns {number[]} indexes in their order
 */
export function fitting(count, valueAt, room) {
  const shown = [];
  let used = 0;
  for (let i = 0; i < count; i++) {
    used += valueAt(i).length + 2;
    if (used > room && i > 0) {
      if (i > 1) shown.pop();
      return [...shown, count - 1];
    }
    shown.push(i);
  }
  return shown;
}

/**
 * meant returns the call that an event is about: of none the one that was not made.
 * @param {Trace} trace
 * @param {number} i index
 */
function meant(trace, i) {
  const call = trace.columns.call.at[i];
  return call === Call.none ? (trace.details(i).unmade ?? call) : call;
}

class Code {
  /** @type {Line[]} */
  #lines = [];
  /** @type {Map<number, Line>} by lineKey */
  #byCall = new Map();
  /** The numbers of programs, by the name of their peer. @type {Map<string, number>} */
  #programs = new Map();
  /** @type {Trace | null} */
  #trace = null;
  #seen = 0;
  /** @type {import("../../model/target.js").Target | null} */
  #selected = null;
  /** What was known at the moment that is shown; null: all that is known. @type {Trace | null} */
  #past = null;

  /** @param {ParentNode} root @param {Text} text */
  constructor(root, text) {
    this.text = text;
    for (const card of root.querySelectorAll("[data-peer]")) {
      if (card instanceof HTMLElement) this.#collect(card);
    }
  }

  /** @param {HTMLElement} card */
  #collect(card) {
    const program = this.#programs.size;
    this.#programs.set(card.dataset.peer ?? "", program);
    for (const item of card.querySelectorAll("li[data-step]")) {
      if (!(item instanceof HTMLElement)) continue;
      const result = /** @type {HTMLElement | null} */ (item.querySelector("[data-result]"));
      const calls = callsOf((item.dataset.calls ?? "").split(" "));
      const line = { item, result, decodes: calls.includes(Call.decode), seqs: int32(), ...undrawn };
      this.#lines.push(line);
      if (calls.some(sends)) calls.push(Call.encode); // its bytes are made on the same line
      for (const call of calls) this.#byCall.set(lineKey(program, Number(item.dataset.step), call), line);
    }
  }

  /** @param {Trace} trace */
  show(trace) {
    this.#trace = trace;
    this.#seen = 0;
    this.#selected = null;
    this.#past = null;
    for (const line of this.#lines) Object.assign(line, { seqs: int32(), ...undrawn });
    this.changed();
  }

  changed() {
    const trace = this.#trace;
    if (!trace) return;
    const { peer, step } = trace.columns;
    for (; this.#seen < trace.length; this.#seen++) {
      const i = this.#seen;
      if (trace.details(i).file) continue; // a line of another file
      const line = this.#find(peer.at[i], step.at[i], meant(trace, i));
      if (line && (!line.decodes || ends(trace, i))) line.seqs.push(i + 1);
    }
    if (!this.#past) this.#draw(trace);
  }

  /** @param {import("../../model/target.js").Target | null} target */
  select(target) {
    this.#selected = target;
    const known = this.#past ?? this.#trace;
    if (known) this.#draw(known);
  }

  /**
   * at shows what was known at a moment.
   * @param {number | null} atNs
   * @param {Trace} known
   */
  at(atNs, known) {
    this.#past = atNs === null ? null : known;
    this.#draw(known);
  }

  /**
   * @param {number} peer
   * @param {number} step
   * @param {number} call
   */
  #find(peer, step, call) {
    const program = this.#programs.get(this.#trace?.peers[peer] ?? "");
    return program === undefined ? undefined : this.#byCall.get(lineKey(program, step, call));
  }

  /** @param {Trace} trace */
  #draw(trace) {
    for (const line of this.#lines) this.#drawLine(trace, line);
    const isPlayed = this.#past !== null && !this.#selected;
    const seq = isPlayed ? trace.length || null : eventOf(trace, this.#selected);
    if (seq !== null) {
      const { peer, step } = trace.columns;
      this.#find(peer.at[seq - 1], step.at[seq - 1], meant(trace, seq - 1))?.item.classList.add("lit");
    }
    for (const [key, waiting] of trace.waiting) this.#drawWaiting(waiterOf(key), waiting);
  }

  /**
   * @param {Trace} trace
   * @param {Line} line
   */
  #drawLine(trace, line) {
    line.item.classList.remove("lit", "waiting");
    const times = countKnown(line.seqs, trace);
    if (!line.result || (line.drawn === times && line.lost === trace.lost.size)) return;
    line.lost = trace.lost.size;
    this.#drawValues(trace, line, line.result, times);
    line.drawn = times;
  }

  /**
   * drawValues lists what the line's calls gave, each in its own colour.
   * @param {Trace} trace
   * @param {Line} line
   * @param {HTMLElement} result
   * @param {number} times how many of them
   */
  #drawValues(trace, line, result, times) {
    const { seqs } = line;
    const valueAt = (/** @type {number} */ i) => valueOf(trace, seqs.at[i], this.text);
    const shown = fitting(times, valueAt, resultRoom);
    const nodes = shown.flatMap((i, nth) => {
      const event = trace.event(seqs.at[i] - 1);
      const verdict = event.err ? "error" : rowMark(trace, event.seq - 1);
      const value = element("span", { "data-verdict": verdict }, valueAt(i) || "✓");
      if (nth === 0) return [value];
      return [i === shown[nth - 1] + 1 ? ", " : " … ", value];
    });
    const cut = shown.length < times;
    if (cut) nodes.push(` ${this.text("code.times", times)}`);
    const silent = shown.every((i) => valueAt(i) === "");
    result.replaceChildren(...(silent ? [] : nodes));
    if (Math.min(times, line.drawn) >= settledValues) return; // the tip lists the same
    result.title = cut && !silent ? this.#tip(times, valueAt) : "";
  }

  /**
   * @param {number} count
   * @param {(i: number) => string} valueAt
   */
  #tip(count, valueAt) {
    const values = Array.from({ length: Math.min(count, tipValues) }, (_, i) => valueAt(i) || "✓");
    return values.join(", ") + (count > tipValues ? ", …" : "");
  }

  /**
   * @param {number} peer
   * @param {import("../../model/trace.js").Waiting} waiting
   */
  #drawWaiting(peer, waiting) {
    const line = this.#find(peer, waiting.step, waiting.call);
    line?.item.classList.add("waiting");
    if (!line?.result || line.drawn > 0) return;
    line.result.textContent = this.text("run.result.waiting");
    line.drawn = -1;
  }
}

/** What a line is drawn for that was not drawn yet. */
const undrawn = Object.freeze({ drawn: -1, lost: 0 });

/**
 * callsOf returns the numbers of calls by their names; what is no call is left out.
 * @param {string[]} names
 */
function callsOf(names) {
  return Object.values(Call).filter((call) => names.includes(callName(call)));
}

/**
 * lineKey is one number for the calls that a line makes.
 * @param {number} program below 65 536
 * @param {number} step
 * @param {number} call below 32
 */
function lineKey(program, step, call) {
  return (step * 65536 + program) * 32 + call;
}

/**
 * createCode takes over the programs under root.
 * @param {ParentNode} root
 * @param {Text} text
 */
export function createCode(root, text) {
  const code = new Code(root, text);
  return {
    show: (/** @type {Trace} */ trace) => code.show(trace),
    changed: () => code.changed(),
    select: (/** @type {import("../../model/target.js").Target | null} */ target) => code.select(target),
    at: (/** @type {number | null} */ atNs, /** @type {Trace} */ known) => code.at(atNs, known),
  };
}
