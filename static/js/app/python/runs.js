// Runs the programs of the page: starts the run, gives each program to an interpreter,
// follows the run to its end, and stops it.

import { spoken } from "../../a11y/live.js";
import { feedOf, stopRun } from "../../net/api.js";
import { unavailable } from "../element.js";
import { shownOf, withRun } from "../run/address.js";
import { Turns } from "../turns.js";
import { againKey, startPython, tellGuest, typeLine } from "./calls.js";

/** @typedef {import("./files.js").PythonFile} PythonFile */
/** @typedef {import("../run/runner.js").RunView} RunView */

/** While an interpreter loads, and where it waits for its calls, the page says that it is there. */
const beatMs = 5000;

/**
 * Desk is what the page has for its runs.
 * @typedef {object} Desk
 * @property {HTMLFormElement} form
 * @property {RunView} view
 * @property {ReturnType<typeof import("../run/toolbar.js").createToolbar>} toolbar
 * @property {import("./host.js").Host} host
 * @property {import("../text.js").Text} text
 * @property {(sentence: string) => void} say
 * @property {ReturnType<typeof import("../complaint.js").createComplaint>} complaint
 * @property {() => import("./order.js").Made} order throws an Error with words where nothing can be run
 * @property {(file: PythonFile, sentence: string) => void} note says something beside the output
 * @property {(file: PythonFile) => void} listens: the program waits for a person beside its sockets
 */

/** One program that runs. @typedef {{ file: PythonFile, key: string, worker: number, files: [string, string][], typed: Promise<void> }} Going typed: what was sent to it before */

export class PythonRuns {
  /** @type {Map<PythonFile, Going>} */
  #going = new Map();
  /** What was run last, by its file, to be run again. @type {Map<PythonFile, Going>} */
  #was = new Map();
  /** The files of the run by the names of its peers. @type {Map<string, PythonFile>} */
  byPeer = new Map();
  #id = "";

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    const { form } = desk;
    this.run = /** @type {HTMLButtonElement} */ (form.querySelector("[data-run]"));
    this.stop = /** @type {HTMLButtonElement} */ (form.querySelector("[data-stop]"));
    this.turns = new Turns({
      running: (on) => this.#running(on),
      waits: () => desk.complaint.waits(),
      failed: (error) => {
        this.#endAll("");
        desk.complaint.failed(error);
      },
    });
    for (const button of [this.run, this.stop]) button.disabled = false;
    unavailable(this.stop, true);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.turns.take(() => this.#runAll());
    });
    this.stop.addEventListener("click", () => {
      if (this.turns.drop()) desk.complaint.clear();
      this.#stopRun();
    });
    setInterval(() => this.#beat(), beatMs);
    addEventListener("pagehide", () => this.#leaveAll());
  }

  /** @param {boolean} on */
  #running(on) {
    if (on) this.desk.complaint.clear();
    unavailable(this.run, on);
    unavailable(this.stop, !on);
    this.desk.form.toggleAttribute("data-running", on);
    if (on) return;
    this.#endAll(this.desk.text("python.ended")); // the run may end before its programs say so
    for (const file of this.#was.keys()) file.find("again").hidden = true;
  }

  async #runAll() {
    const { desk } = this;
    let made;
    try {
      made = desk.order();
    } catch (error) {
      desk.complaint.say(/** @type {Error} */ (error).message);
      return;
    }
    desk.view.want(shownOf(""));
    const started = await startPython(made.order);
    this.#id = started.id;
    this.byPeer = new Map(made.programs.map(({ peer, file }) => [peer, file]));
    this.#was.clear();
    for (const { peer, file, files } of made.programs) this.#begin(file, started.keys[peer], files);
    await this.follow(started.id);
  }

  /** @param {PythonFile} file @param {string} key @param {[string, string][]} files */
  #begin(file, key, files) {
    const { desk } = this;
    const worker = desk.host.run(
      { key, files },
      {
        ended: () => this.#ended(file, ""),
        failed: (why) => {
          this.#leave(key);
          this.#ended(file, desk.text("python.failed", why));
        },
        refused: (limit) => this.#refused(file, limit),
        typing: () => desk.listens(file),
        canned: (command) => desk.note(file, desk.text("python.canned", command)),
      },
    );
    const going = { file, key, worker, files, typed: Promise.resolve() };
    this.#going.set(file, going);
    this.#was.set(file, going);
    file.card.setAttribute("data-going", "");
    file.card.removeAttribute("data-typing");
    file.find("again").hidden = true;
    file.find("file-state").textContent = desk.text("python.runs");
  }

  /** refused says by which limit of its own an interpreter did nothing. @param {PythonFile} file @param {string} limit */
  #refused(file, limit) {
    const { note, text } = this.desk;
    note(file, text(limit === "threads" ? "python.gap.threads" : `python.${limit}`));
  }

  /** @param {PythonFile} file @param {string} why */
  #ended(file, why) {
    this.#going.delete(file);
    file.card.removeAttribute("data-going");
    file.card.removeAttribute("data-typing");
    file.find("file-state").textContent = why || this.desk.text("python.ended");
    if (this.#going.size > 0) file.find("again").hidden = false;
  }

  /** again runs one program once more while the run goes on. @param {PythonFile} file */
  async again(file) {
    const was = this.#was.get(file);
    if (!was || this.#going.has(file)) return;
    const { desk } = this;
    file.find("again").hidden = true;
    try {
      const key = await againKey(was.key);
      desk.note(file, desk.text("python.again.note"));
      this.#begin(file, key, was.files);
    } catch (error) {
      desk.complaint.failed(error);
    }
  }

  /** interrupt is Ctrl-C. @param {PythonFile} file */
  interrupt(file) {
    const going = this.#going.get(file);
    if (going) tellGuest(going.key, "interrupt").catch((error) => this.desk.complaint.failed(error));
  }

  /** type gives a program a line, or the end of its input. @param {PythonFile} file @param {string | null} line */
  type(file, line) {
    const going = this.#going.get(file);
    if (!going) return;
    const send = () => typeLine(going.key, line);
    going.typed = going.typed.then(send).catch((error) => this.desk.complaint.failed(error));
  }

  /** follow shows a run until it has ended. @param {string} id */
  async follow(id) {
    const { view, toolbar, text, say } = this.desk;
    toolbar.exports(id, "python");
    const ending = await view.follow({ feed: feedOf(id) }, () => toolbar.ready());
    if (!view.trace) history.replaceState(history.state, "", withRun(location.href, ""));
    if (ending)
      say(
        spoken(
          ending.sentences,
          text("run.ended", text(`end.${ending.end.reason}`), view.trace?.length ?? 0),
        ),
      );
  }

  #stopRun() {
    this.#endAll(this.desk.text("python.stopped"));
    if (this.turns.isGoing && this.#id) stopRun(this.#id).catch((error) => this.desk.complaint.failed(error));
  }

  /** endAll ends what still runs, and says how. @param {string} how */
  #endAll(how) {
    for (const { file, worker } of this.#going.values()) {
      this.desk.host.end(worker);
      file.card.removeAttribute("data-going");
      file.card.removeAttribute("data-typing");
      file.find("file-state").textContent = how;
    }
    this.#going.clear();
  }

  /** @param {string} key */
  #leave(key) {
    tellGuest(key, "leave").catch(() => {}); // the lab notices by itself too
  }

  #leaveAll() {
    for (const { key } of this.#going.values()) this.#leave(key);
  }

  #beat() {
    for (const { key } of this.#going.values()) tellGuest(key, "beat").catch(() => {});
  }
}
