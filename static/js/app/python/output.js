// What the programs of a run print and are asked, and the lines of their files that run
// or wait: all of it is read from the events of the run.

import { Call, callName } from "../../model/call.js";
import { eventOf, eventTarget } from "../../model/target.js";
import { waitsOf } from "../../model/waiting.js";
import { element } from "../element.js";
import { movesCursor, written } from "./console.js";

/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../../model/target.js").Target} Target */
/** @typedef {import("./files.js").PythonFile} PythonFile */
/** @typedef {import("./console.js").Piece} Piece */

const stderr = 2;
const goesOn = 16; // added to the number of the stream where no newline follows
/** The most lines that are shown of a program; the first ones go. */
const mostLines = 2000;

/** Where an error says it happened. */
const place = /File "(?:.*\/)?([^"/]+)", line (\d+)/g;

/** @param {Element} said @returns {Piece} */
const pieceOf = (said) => ({
  text: (said.textContent ?? "").replaceAll("\u200b", ""),
  seq: Number(said.getAttribute("data-seq")),
  kind: said.className.replace(/ ?lit/, ""),
});

/** Does a piece stand on the screen, as far as is known? @param {Element} said @param {Trace} known */
const stands = (said, known) => {
  const until = said.getAttribute("data-until");
  return (
    known.knows(Number(said.getAttribute("data-from")) - 1) && !(until && known.knows(Number(until) - 1))
  );
};

/** One program on the page. */
class Pane {
  /** @type {HTMLElement | null} */
  line = null;
  /**
   * What stands in the line, once something was written over in it, and where the cursor is.
   * @type {ReturnType<typeof written> | null}
   */
  over = null;
  /** The last event, as an index. */
  last = -1;
  asks = false;

  /** @param {PythonFile} file @param {{ files: () => PythonFile[], choose: (seq: number) => void }} by */
  constructor(file, by) {
    this.file = file;
    this.by = by;
    this.lines = file.find("lines");
    this.lines.replaceChildren();
    file.editor.mark("wrong", 0);
  }

  /** @param {string} text @param {number} seq @param {string} kind */
  add(text, seq, kind) {
    this.file.find("output").hidden = false;
    if (!this.line) {
      this.line = element("div", {});
      this.lines.append(this.line);
      if (this.lines.childElementCount > mostLines) this.lines.firstElementChild?.remove();
    }
    if (this.over || movesCursor(text)) this.#overwrite({ text, seq, kind });
    else this.#append(this.line, { text, seq, kind });
  }

  /** @param {HTMLElement} line @param {Piece} piece @param {number} [from] the event that put it there */
  #append(line, { text, seq, kind }, from = seq) {
    const said = element(
      "button",
      { type: "button", class: kind, "data-seq": String(seq), "data-from": String(from) },
      text || "\u200b",
    );
    said.addEventListener("click", () => this.by.choose(seq));
    line.append(said);
  }

  /** overwrite shows the line as it is after a text, and keeps what it was for moments before. @param {Piece} more */
  #overwrite(more) {
    const line = /** @type {HTMLElement} */ (this.line);
    const stood = [...line.querySelectorAll("[data-seq]:not([data-until])")];
    if (!this.over) {
      const pieces = stood.map(pieceOf);
      this.over = { pieces, column: pieces.reduce((sum, { text }) => sum + [...text].length, 0) };
    }
    this.over = written(this.over.pieces, this.over.column, more);
    for (const said of stood) said.setAttribute("data-until", String(more.seq));
    const { pieces } = this.over;
    if (!pieces.some(({ seq }) => seq === more.seq)) pieces.push({ ...more, text: "" });
    for (const piece of pieces) this.#append(line, piece, more.seq);
  }

  #end() {
    this.line = this.over = null;
  }

  /** @param {string} text @param {number} seq @param {number} arg */
  print(text, seq, arg) {
    const isError = (arg & 15) === stderr;
    this.add(text, seq, isError ? "stderr" : "stdout");
    if (!(arg & goesOn)) this.#end();
    if (isError) this.#blame(text);
    this.lines.scrollTop = this.lines.scrollHeight;
  }

  /** blame marks the line that an error names. @param {string} text */
  #blame(text) {
    for (const [, name, number] of text.matchAll(place)) {
      const file = [this.file, ...this.by.files()].find((one) => one.name === name);
      file?.editor.mark("wrong", Number(number));
    }
  }

  /** @param {string} text @param {number} seq */
  typed(text, seq) {
    this.add(text, seq, "typed");
    this.#end();
  }

  /** @param {string} sentence */
  note(sentence) {
    this.#end();
    this.file.find("output").hidden = false;
    this.lines.append(element("p", { class: "note" }, sentence));
    this.lines.scrollTop = this.lines.scrollHeight;
  }
}

/**
 * createOutput shows what the programs say.
 * @param {object} by
 * @param {import("../text.js").Text} by.text
 * @param {() => Map<string, PythonFile>} by.byPeer the files of the run by the names of its peers
 * @param {() => PythonFile[]} by.files
 * @param {(target: Target) => void} by.select
 * @param {(file: PythonFile, asks: boolean) => void} by.asked
 */
export function createOutput({ text, byPeer, files, select, asked }) {
  /** @type {Trace | null} */
  let trace = null;
  /** @type {Map<number, Pane>} */
  const panes = new Map();
  let seen = 0;
  /** @type {Target | null} */
  let selected = null;
  /** @type {Trace | null} */
  let past = null;

  const choose = (/** @type {number} */ seq) => select(eventTarget(seq));
  /** @param {number} peer */
  const paneOf = (peer) => {
    const known = panes.get(peer);
    if (known || !trace) return known;
    const file = byPeer().get(trace.peers[peer]);
    if (!file) return undefined;
    const made = new Pane(file, { files, choose });
    panes.set(peer, made);
    return made;
  };

  const take = (/** @type {Trace} */ from) => {
    const { peer, call } = from.columns;
    for (; seen < from.length; seen++) {
      const pane = paneOf(peer.at[seen]);
      if (!pane) continue;
      const { text: words = "", arg = 0 } = from.details(seen);
      if (call.at[seen] === Call.print) pane.print(words, seen + 1, arg);
      else if (call.at[seen] === Call.input && !from.err(seen)) pane.typed(words, seen + 1);
      else if (call.at[seen] === Call.gap)
        pane.note(text("python.gap", from.columns.got.at[seen], reasonOf(words)));
      else if (from.columns.step.at[seen] > 0) pane.last = seen;
    }
  };

  /** @param {string} why the name of a limit, or words of their own */
  const reasonOf = (why) => {
    const said = text(`python.gap.${why}`);
    return said.startsWith("python.gap.") ? why : said;
  };

  /** The line of a program that an event is of, 0 for none of its own file. @param {Trace} from @param {number} i */
  const lineOf = (from, i) => ((from.details(i).file ?? 0) === 0 ? from.columns.step.at[i] : 0);

  /** @param {Trace} from @param {Pane} pane @param {number} peer */
  const lastOf = (from, pane, peer) => {
    if (from === trace) return pane.last;
    let i = Math.min(from.length, seen) - 1;
    while (i >= 0 && !(from.columns.peer.at[i] === peer && from.columns.step.at[i] > 0)) i--;
    return i;
  };

  const draw = () => {
    if (!trace) return;
    const known = past ?? trace;
    const seq = eventOf(known, selected);
    for (const [peer, pane] of panes) {
      const waits = waitsOf(known.waiting, peer);
      const last = lastOf(known, pane, peer);
      const own = seq !== null && known.columns.peer.at[seq - 1] === peer ? seq - 1 : -1;
      pane.file.editor.mark(
        "lit",
        own >= 0 ? lineOf(known, own) : waits || last < 0 ? 0 : lineOf(known, last),
      );
      pane.file.editor.mark("waiting", waits && own < 0 ? waits.step : 0);
      state(pane, waits);
      for (const said of pane.lines.querySelectorAll("[data-seq]")) {
        const number = Number(said.getAttribute("data-seq"));
        said.classList.toggle("lit", number === seq);
        said.toggleAttribute("hidden", !stands(said, known));
      }
    }
  };

  /** @param {Pane} pane @param {import("../../model/waiting.js").Waiting | undefined} waits */
  const state = (pane, waits) => {
    const asks = past === null && (waits?.call === Call.input || pane.file.card.hasAttribute("data-typing"));
    if (waits && past === null)
      pane.file.find("file-state").textContent = text("python.waits", callName(waits.call));
    else if (past === null && pane.file.card.hasAttribute("data-going"))
      pane.file.find("file-state").textContent = text("python.runs");
    if (asks !== pane.asks) asked(pane.file, (pane.asks = asks));
  };

  return {
    /** @param {Trace} next */
    show(next) {
      trace = next;
      panes.clear();
      seen = 0;
      selected = past = null;
      for (const file of files()) {
        for (const name of ["lit", "waiting", "wrong"]) file.editor.mark(name, 0);
        file.find("lines").replaceChildren();
        file.find("output").hidden = true;
      }
      this.changed();
    },
    changed() {
      if (!trace) return;
      for (const peer of trace.peers.keys()) paneOf(peer);
      take(trace);
      draw();
    },
    /** @param {Target | null} target */
    select(target) {
      selected = target;
      draw();
    },
    /** @param {number | null} atNs @param {Trace} known */
    at(atNs, known) {
      past = atNs === null ? null : known;
      draw();
    },
    /** listens: a program waits for a person beside its sockets, by a call that may be drawn already. @param {PythonFile} file */
    listens(file) {
      file.card.setAttribute("data-typing", "");
      draw();
    },
    /** note says something beside the output of a file. @param {PythonFile} file @param {string} sentence */
    note(file, sentence) {
      for (const pane of panes.values()) if (pane.file === file) pane.note(sentence);
    },
  };
}
