// Lights the line of each event in the shown programs and writes beside it
// what the call gave.

import { noteOf } from "../../model/details.js";
import { Call, callName, carries, sends } from "../../model/call.js";
import { eventOf } from "../../model/target.js";
import { errName } from "../../model/text.js";
import { waiterOf } from "../../model/trace.js";
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

/** @typedef {import("../../a11y/words.js").Text} Text */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../../model/trace.js").TraceEvent} TraceEvent */

/**
 * Line is a line of a program and the events that it made. A line that decodes
 * keeps only those that ended it: complete frames, and errors. drawn tells for
 * how many of them, and for how many lost sends, its values stand there.
 * @typedef {{ item: HTMLElement, result: HTMLElement | null, decodes: boolean, seqs: number[], drawn: string }} Line
 */

/** Calls whose time is worth a look: they can take long. @type {ReadonlySet<number>} */
const timed = new Set([Call.accept, Call.sleep]);

/**
 * resultText is what a call gave: its error, its value, or how long it took.
 * Of calls that only prepare nothing is said but their errors.
 * @param {TraceEvent} event
 * @param {import("../../model/text.js").Text} text
 */
export function resultText(event, text) {
  if (event.err) return errName(text, event.err);
  const took = formatNs(event.end - event.start);
  if (sends(event.call)) return event.got < event.asked ? `→ ${event.got} · ${took}` : took;
  if (carries(event.call)) return bytesText(event, resultBytes);
  if (event.call === Call.unpack) return noteOf(event.details, "");
  return timed.has(event.call) ? took : "";
}

/**
 * valueOf is what an event gave, of a complete frame its body.
 * @param {Trace} trace
 * @param {number} seq
 * @param {Text} text
 */
export function valueOf(trace, seq, text) {
  const decode = trace.columns.decode.at[seq - 1];
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
  const decode = trace.columns.decode.at[i];
  return trace.err(i) !== "" || trace.eof(i) || (decode >= 0 && isFrame(trace, decode));
}

/**
 * countKnown returns how many of a line's calls had ended at a moment; null: all
 * of them have. A line's calls end in the order of their seqs.
 * @param {number[]} seqs
 * @param {ArrayLike<number>} endNs by index of the event
 * @param {number | null} atNs
 */
export function countKnown(seqs, endNs, atNs) {
  if (atNs === null) return seqs.length;
  let low = 0;
  let high = seqs.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (endNs[seqs[mid] - 1] <= atNs) low = mid + 1;
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

class Code {
  /** @type {Map<string, Line>} */
  #lines = new Map();
  /** @type {Trace | null} */
  #trace = null;
  #seen = 0;
  /** @type {import("../../model/target.js").Target | null} */
  #selected = null;
  /** The moment that is shown. @type {number | null} */
  #atNs = null;

  /** @param {ParentNode} root @param {Text} text */
  constructor(root, text) {
    this.text = text;
    for (const card of root.querySelectorAll("[data-peer]")) {
      if (card instanceof HTMLElement) this.#collect(card);
    }
  }

  /** @param {HTMLElement} card */
  #collect(card) {
    for (const item of card.querySelectorAll("li[data-step]")) {
      if (!(item instanceof HTMLElement)) continue;
      const result = /** @type {HTMLElement | null} */ (item.querySelector("[data-result]"));
      const calls = (item.dataset.calls ?? "").split(" ");
      const line = { item, result, decodes: calls.includes(callName(Call.decode)), seqs: [], drawn: "" };
      for (const call of calls) {
        if (call) this.#lines.set(lineKey(card.dataset.peer ?? "", Number(item.dataset.step), call), line);
      }
    }
  }

  /** @param {Trace} trace */
  show(trace) {
    this.#trace = trace;
    this.#seen = 0;
    this.#selected = null;
    this.#atNs = null;
    for (const line of this.#lines.values()) {
      line.seqs = [];
      line.drawn = "";
    }
    this.changed();
  }

  changed() {
    const trace = this.#trace;
    if (!trace) return;
    const { peer, step, call } = trace.columns;
    for (; this.#seen < trace.length; this.#seen++) {
      const i = this.#seen;
      const line = this.#find(peer.at[i], step.at[i], call.at[i]);
      if (line && (!line.decodes || ends(trace, i))) line.seqs.push(i + 1);
    }
    this.#draw(trace);
  }

  /** @param {import("../../model/target.js").Target | null} target */
  select(target) {
    this.#selected = target;
    if (this.#trace) this.#draw(this.#trace);
  }

  /** at shows what is known at a moment. @param {number | null} atNs */
  at(atNs) {
    this.#atNs = atNs;
    if (this.#trace) this.#draw(this.#trace);
  }

  /**
   * @param {number} peer
   * @param {number} step
   * @param {number} call
   */
  #find(peer, step, call) {
    return this.#lines.get(lineKey(this.#trace?.peers[peer] ?? "", step, callName(call)));
  }

  /** @param {Trace} trace */
  #draw(trace) {
    for (const line of new Set(this.#lines.values())) this.#drawLine(trace, line);
    const seq = eventOf(trace, this.#selected);
    if (seq !== null) {
      const { peer, step, call } = trace.columns;
      this.#find(peer.at[seq - 1], step.at[seq - 1], call.at[seq - 1])?.item.classList.add("lit");
    }
    if (this.#atNs === null) {
      for (const [key, waiting] of trace.waiting) this.#drawWaiting(waiterOf(key), waiting);
    }
  }

  /**
   * @param {Trace} trace
   * @param {Line} line
   */
  #drawLine(trace, line) {
    line.item.classList.remove("lit", "waiting");
    const times = countKnown(line.seqs, trace.columns.end.at, this.#atNs);
    const drawn = `${times} ${trace.lost.size}`;
    if (!line.result || line.drawn === drawn) return;
    line.drawn = drawn;
    this.#drawValues(trace, line.result, line.seqs.slice(0, times));
  }

  /**
   * drawValues lists what the line's calls gave, each in its own colour.
   * @param {Trace} trace
   * @param {HTMLElement} result
   * @param {number[]} seqs
   */
  #drawValues(trace, result, seqs) {
    const valueAt = (/** @type {number} */ i) => valueOf(trace, seqs[i], this.text);
    const shown = fitting(seqs.length, valueAt, resultRoom);
    const nodes = shown.flatMap((i, nth) => {
      const event = trace.event(seqs[i] - 1);
      const verdict = event.err ? "error" : rowMark(trace, event.seq - 1);
      const value = element("span", { "data-verdict": verdict }, valueAt(i) || "✓");
      if (nth === 0) return [value];
      return [i === shown[nth - 1] + 1 ? ", " : " … ", value];
    });
    const cut = shown.length < seqs.length;
    if (cut) nodes.push(` ${this.text("code.times", seqs.length)}`);
    const silent = shown.every((i) => valueAt(i) === "");
    result.replaceChildren(...(silent ? [] : nodes));
    result.title = cut && !silent ? this.#tip(seqs.length, valueAt) : "";
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
    if (!line?.result || line.seqs.length > 0) return;
    line.result.textContent = this.text("run.result.waiting");
    line.drawn = "";
  }
}

/**
 * @param {string} peer
 * @param {number} step
 * @param {string} call
 */
function lineKey(peer, step, call) {
  return JSON.stringify([peer, step, call]);
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
    at: (/** @type {number | null} */ atNs) => code.at(atNs),
  };
}
