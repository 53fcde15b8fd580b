// Finding in a run: what is typed is looked for while one types, all that is
// found is marked on the timeline, and one goes through it.

import { sentenceOf } from "../../a11y/spoken.js";
import { flagNames } from "../../model/capture.js";
import { Found } from "../../model/find/found.js";
import { readQuery } from "../../model/find/query.js";
import { Search } from "../../model/find/search.js";
import { nextSticky } from "../../model/find/sticky.js";
import { eventsKnown } from "../../model/known.js";
import { eventOf, eventTarget } from "../../model/target.js";
import { peerName } from "../../model/text.js";
import { flat } from "../../model/told.js";
import { callName } from "../../model/call.js";
import { pythonBytes } from "../../model/bytes.js";
import { Part, partName } from "../../model/decode.js";
import { verdictNames } from "../../model/verdict.js";
import { element } from "../element.js";
import { icon } from "../icon.js";
import { pump } from "./pump.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/target.js").Target} Target */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../../model/find/query.js").Query} Query */

/**
 * Seen is the run's view that is looked through.
 * @typedef {object} Seen
 * @property {(target: Target) => void} select
 * @property {Pick<import("../timeline/timeline.js").Timeline, "mark" | "focus" | "known">} timeline
 * @property {readonly import("../../model/told.js").Told[]} sentences
 * @property {import("../../a11y/live.js").Say} say
 */

/** How long the address waits for the next letter. */
const restMs = 300;

class Find {
  /** @type {Trace | null} */
  #trace = null;
  /** @type {Target | null} */
  #selected = null;
  /** @type {number | null} */
  #atNs = null;
  /** @type {Search | null} */
  #search = null;
  /** What it found. @type {Found | null} */
  #found = null;
  #stop = () => {};
  #rest = 0;

  /** @param {{ box: HTMLElement, open: HTMLElement, text: Text, view: Seen, typed: string }} options */
  constructor({ box, open, text, view, typed }) {
    this.open = open;
    this.text = text;
    this.view = view;
    this.input = /** @type {HTMLInputElement} */ (
      element("input", { type: "search", "aria-label": text("find.label"), placeholder: text("find.hint"), autocomplete: "off", spellcheck: "false" })
    ); // prettier-ignore
    this.input.value = typed;
    this.count = element("span", { class: "find-count" });
    this.note = element("p", { class: "find-note", role: "status" });
    this.bar = element(
      "div",
      { class: "find-bar", role: "search" },
      this.input,
      this.count,
      this.#button("find.before", icon("previous"), () => this.go(-1)),
      this.#button("find.next", icon("next"), () => this.go(1)),
      this.#button("find.sticky", text("mark.coalesced"), () => this.sticky(1)),
      this.#button("find.close", icon("close"), () => this.close()),
      this.note,
    );
    box.append(this.bar);
    this.input.addEventListener("input", () => this.#look());
    this.bar.addEventListener("keydown", (press) => this.#key(press));
    this.#show(true);
  }

  /** @param {string} key @param {string | Element} sign @param {() => void} act */
  #button(key, sign, act) {
    const name = this.text(key);
    const made = element("button", { type: "button", "aria-label": name, title: name }, sign);
    made.addEventListener("click", act);
    return made;
  }

  /** @param {KeyboardEvent} press */
  #key(press) {
    if (press.key === "Escape") this.close();
    else if (press.key === "Enter" && press.target === this.input) this.go(press.shiftKey ? -1 : 1);
    else return;
    press.preventDefault();
    press.stopPropagation();
  }

  /**
   * act does what a key of finding says; typed is what followed the key before the field was there.
   * @param {import("../../input/keys.js").FindKey} wanted
   */
  act(wanted, typed = "") {
    if (wanted === "open") {
      this.#show(true);
      this.input.focus();
      this.input.select();
      if (typed === "") return;
      this.input.value = typed;
      this.#look();
    } else if (wanted === "sticky" || wanted === "sticky.before") this.sticky(wanted === "sticky" ? 1 : -1);
    else this.go(wanted === "next" ? 1 : -1);
  }

  /** @param {boolean} on */
  #show(on) {
    this.bar.hidden = !on;
    this.open.setAttribute("aria-expanded", String(on));
  }

  /** close takes the marks away. */
  close() {
    this.input.value = "";
    this.#look();
    this.#show(false);
    this.view.timeline.focus();
  }

  /** @param {Trace} trace */
  show(trace) {
    this.#trace = trace;
    this.#look();
  }

  changed() {
    if (!this.#search?.done) this.#run();
  }

  /** @param {Target | null} target */
  select(target) {
    this.#selected = target;
    this.#counted();
  }

  /** @param {number | null} atNs */
  at(atNs) {
    this.#atNs = atNs;
    this.#counted();
  }

  #look() {
    this.#stop();
    this.#address();
    const query = this.#trace && readQuery(this.input.value, namesOf(this.#trace, this.view, this.text));
    this.#search = query && this.#trace && new Search(this.#trace, query);
    this.#found = this.#search && new Found(this.#search);
    this.view.timeline.mark(this.#found);
    this.#run();
  }

  #run() {
    this.#stop();
    const [search, found] = [this.#search, this.#found];
    if (!search) return this.#counted();
    this.#stop = pump(
      () => search.step(),
      () => {
        this.#counted();
        this.view.timeline.mark(found);
      },
    );
  }

  #address() {
    clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => {
      const url = new URL(location.href);
      if (this.input.value.trim()) url.searchParams.set("find", this.input.value);
      else url.searchParams.delete("find");
      if (url.href !== location.href) history.replaceState(history.state, "", url.href);
    }, restMs);
  }

  /** The last event that is known at the moment: events are numbered by their ends. */
  get #last() {
    return eventsKnown(/** @type {Trace} */ (this.#trace), this.#atNs);
  }

  #counted() {
    const [search, trace] = [this.#search, this.#trace];
    if (!search || !trace) {
      this.count.textContent = "";
      this.note.textContent = "";
      return;
    }
    const count = this.#found?.count(this.#atNs) ?? 0;
    const n = this.#found?.place(this.#selected) ?? 0;
    const found = `${n > 0 ? n : "–"}/${count}`;
    this.count.textContent = search.done ? found : `${found} …`;
    if (!search.done) this.#note(this.text("find.looking", Math.floor(search.progress * 100)));
    else if (count === 0) this.#note(this.text("find.none", this.input.value.trim()));
    else this.#note(this.text("find.as", readAs(search.query, trace, this.text)));
  }

  /** @param {string} words */
  #note(words) {
    if (this.note.textContent !== words) this.note.textContent = words;
  }

  /** @param {1 | -1} by */
  go(by) {
    const found = this.#found;
    if (!found) return;
    const target = found.next(this.#selected, by, this.#atNs);
    if (!target) return this.view.say(this.note.textContent ?? "");
    const words = this.#sentence(target);
    this.#choose(target, this.text("find.said", found.place(target), found.count(this.#atNs), words));
  }

  /** @param {1 | -1} by */
  sticky(by) {
    if (!this.#trace) return;
    const seq = nextSticky(this.#trace, eventOf(this.#trace, this.#selected) ?? 0, by, this.#last);
    if (seq === 0) {
      this.#note(this.text("find.sticky.none"));
      return this.view.say(this.text("find.sticky.none"));
    }
    this.#choose(eventTarget(seq), this.#sentence(eventTarget(seq)));
  }

  /** @param {Target} target @param {string} said */
  #choose(target, said) {
    this.view.select(target);
    this.view.say(said, true);
  }

  /** @param {Target} target */
  #sentence(target) {
    return sentenceOf(this.view.timeline.known()?.trace ?? this.#trace, target, this.text);
  }
}

/**
 * namesOf lists what a run's things are called on the page.
 * @param {Trace} trace
 * @param {Seen} view
 * @param {Text} text
 * @returns {import("../../model/find/query.js").Names}
 */
function namesOf(trace, { sentences }, text) {
  const words = (/** @type {string} */ key) => text(key).split(" ");
  return {
    peers: trace.peers.map((name) => [name, peerName(text, name)]),
    verdicts: Object.fromEntries(
      ["exact", "coalesced", "split", "truncated", "lost"].map((name) => [
        name,
        [text(`verdict.${name}`), text(`mark.${name}`), ...words(`find.names.${name}`)],
      ]),
    ),
    frames: words("find.names.frame"),
    parts: Object.values(Part).map((part) => [partName(part), text(`part.${partName(part)}`)]),
    told: flat(sentences),
  };
}

/**
 * readAs says what a query was read as.
 * @param {Query} query
 * @param {Trace} trace
 * @param {Text} text
 */
function readAs(query, trace, text) {
  const parts = [];
  if (query.bytes) parts.push(text("find.as.bytes", pythonBytes(query.bytes)));
  if (query.number !== null) parts.push(text("find.as.number", query.number));
  if (query.flags > 0) parts.push(text("find.as.flags", flagNames(query.flags).join(" ")));
  if (query.calls.size > 0) parts.push(text("find.as.calls", [...query.calls].map(callName).join(", ")));
  for (const peer of query.peers) parts.push(text("find.as.peer", peerName(text, trace.peers[peer])));
  for (const name of verdictNames(query.verdicts)) parts.push(text("find.as.verdict", text(`verdict.${name}`))); // prettier-ignore
  if (query.seqs.size > 0) parts.push(text("find.as.findings"));
  return parts.join(text("find.between"));
}

/**
 * createFind makes the bar for finding, in a box.
 * @param {{ box: HTMLElement, open: HTMLElement, text: Text, view: Seen, typed: string }} options
 */
export function createFind(options) {
  return new Find(options);
}
