// Following a stream: what was sent at the left, what was received at the right,
// the same bytes beside each other. Only the rows in view are there.

import { spokenEvent } from "../../a11y/spoken.js";
import { Flows, restOf } from "../../model/stream/flow.js";
import { eventsKnown } from "../../model/known.js";
import { eventOf, eventTarget } from "../../model/target.js";
import { peerName } from "../../model/text.js";
import { element } from "../element.js";
import { loaded } from "../later.js";
import { bytesIn } from "./streambytes.js";
import { rowOf } from "./streamrows.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../../model/target.js").Target} Target */
/** @typedef {import("../../model/trace.js").Trace} Trace */
/** @typedef {import("../../model/stream/flow.js").Flow} Flow */
/** @typedef {import("./streamrows.js").Form} Form */

/**
 * Seen is the run's view.
 * @typedef {object} Seen
 * @property {(target: Target) => void} select
 * @property {{ found: import("../../model/find/found.js").Found | null }} timeline
 * @property {import("../../a11y/live.js").Say} say
 */

const rowPx = 34;
/** How many bytes a row has, and on a narrow screen. */
const rowBytes = { wide: 16, narrow: 8 };
const narrowPx = 640;
/** Rows above and below what is in view. */
const spareRows = 6;
/** @type {readonly Form[]} */
const forms = ["hex", "text", "utf-8", "gbk"];

class StreamView {
  /** @type {Trace | null} */
  #trace = null;
  #flows = new Flows();
  /** @type {Flow | null} */
  #flow = null;
  /** @type {Form} */
  #form = "hex";
  #seq = 0;
  #drawing = 0;
  /** @type {number | null} */
  #atNs = null;

  /** @param {{ root: HTMLElement, text: Text, view: Seen }} options */
  constructor({ root, text, view }) {
    this.text = text;
    this.view = view;
    this.which = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": text("stream.which") }));
    this.which.addEventListener("change", () => this.#follow(Number(this.which.value)));
    this.forms = forms.map((form) => {
      const button = element("button", { type: "button", "data-form": form }, text(`stream.form.${form}`));
      button.addEventListener("click", () => this.#as(form));
      return button;
    });
    this.state = element("p", { class: "stream-state", role: "status" });
    this.rows = element("div", { class: "stream-rows" });
    this.room = element("div", { class: "stream-room" }, this.rows);
    this.box = element(
      "div",
      { class: "stream-box", tabindex: "0", role: "region", "aria-label": text("stream.label"), "aria-description": text("stream.help") },
      this.room,
    ); // prettier-ignore
    this.sides = [element("b", {}), element("b", {})];
    root.replaceChildren(
      element(
        "div",
        { class: "stream-tools" },
        this.which,
        element("div", { class: "group", role: "group", "aria-label": text("stream.form") }, ...this.forms),
        this.#tool("stream.save", () => this.#save()),
        this.#tool("stream.hex", () => this.#copy("hex")),
        this.#tool("stream.python", () => this.#copy("python")),
      ),
      this.state,
      element("div", { class: "stream-sides" }, element("span", {}), ...this.sides),
      this.box,
    );
    this.box.addEventListener("scroll", () => this.#draw());
    this.box.addEventListener("click", (event) => this.#click(event));
    this.box.addEventListener("keydown", (press) => this.#key(press));
    new ResizeObserver(() => this.#draw()).observe(this.box);
    this.#as("hex");
  }

  /** @param {string} key @param {() => void} act */
  #tool(key, act) {
    const button = element("button", { type: "button", class: "button" }, this.text(key));
    button.addEventListener("click", act);
    return button;
  }

  /** @param {Trace} trace */
  show(trace) {
    this.#trace = trace;
    this.#flows = new Flows();
    this.#flow = null;
    this.#seq = 0;
    this.which.replaceChildren();
    this.changed();
  }

  changed() {
    const trace = this.#trace;
    if (!trace || !this.box.checkVisibility()) return;
    this.#take(trace);
    for (const flow of this.#flows.byConn.values()) {
      if (flow.length > 0 && !this.which.querySelector(`[value="${flow.conn}"]`)) {
        this.which.append(element("option", { value: String(flow.conn) }, this.#name(trace, flow)));
      }
    }
    if (!this.#flow) this.#begin(trace);
    this.#state();
    this.#draw();
  }

  /**
   * take takes in the events that are known at the moment.
   * @param {Trace} trace
   */
  #take(trace) {
    const known = this.#known;
    if (known < this.#flows.seen) {
      this.#flows = new Flows();
      this.#flows.update(trace, known);
      this.#flow = this.#flows.byConn.get(this.#flow?.conn ?? 0) ?? null;
    } else this.#flows.update(trace, known);
  }

  get #known() {
    return this.#trace ? eventsKnown(this.#trace, this.#atNs) : 0;
  }

  /** @param {number | null} atNs */
  at(atNs) {
    this.#atNs = atNs;
    this.changed();
  }

  /**
   * begin follows the direction of what is selected, or the first.
   * @param {Trace} trace
   */
  #begin(trace) {
    const of = this.#seq > 0 ? this.#flows.flowOf(trace, this.#seq) : null;
    const first = of ?? [...this.#flows.byConn.values()].find((flow) => flow.length > 0);
    if (!first) return;
    this.#follow(first.conn);
    if (of) this.#reveal();
  }

  /** @param {Trace} trace @param {Flow} flow */
  #name(trace, flow) {
    const of = (/** @type {number} */ peer) => (peer < 0 ? "" : peerName(this.text, trace.peers[peer] ?? ""));
    const take = flow.takes.length > 0 ? trace.columns.peer.at[flow.takes.at[0]] : -1;
    const key = take < 0 ? "stream.from" : "stream.between";
    return this.text(key, of(flow.peer), flow.conn, of(take), flow.taker);
  }

  /** @param {number} conn */
  #follow(conn) {
    this.#flow = this.#flows.byConn.get(conn) ?? null;
    this.which.value = String(conn);
    this.box.scrollTop = 0;
    this.#state();
    this.#draw();
  }

  /** @param {Form} form */
  #as(form) {
    this.#form = form;
    for (const button of this.forms)
      button.setAttribute("aria-pressed", String(button.dataset.form === form));
    this.#draw();
  }

  /** state says how much was sent, taken, and what became of the rest. */
  #state() {
    const [trace, flow] = [this.#trace, this.#flow];
    if (!trace || !flow) {
      this.state.textContent = this.text("stream.none");
      return;
    }
    const rest = restOf(trace, flow, this.#known);
    const words = [this.text(flow.datagrams ? "stream.datagrams" : "stream.bytes", flow.length, flow.datagrams ? flow.takes.length : flow.taken)]; // prettier-ignore
    if (!flow.datagrams && rest.kind !== "none") {
      const [queued, seq] = rest.kind === "queued" ? [rest.queued, rest.seq] : [0, 0];
      words.push(this.text(`stream.rest.${rest.kind}`, rest.bytes, queued, seq));
    }
    const said = words.join(" ");
    if (this.state.textContent !== said) this.state.textContent = said;
    this.sides[0].textContent = this.text("stream.sent");
    this.sides[1].textContent = this.text("stream.received");
  }

  get #count() {
    const flow = this.#flow;
    return !flow ? 0 : flow.datagrams ? flow.length : Math.ceil(flow.sent / this.#per);
  }

  get #per() {
    return this.box.clientWidth < narrowPx ? rowBytes.narrow : rowBytes.wide;
  }

  /** draw has the rows in view made anew in the next frame. */
  #draw() {
    this.#drawing ||= requestAnimationFrame(() => {
      this.#drawing = 0;
      this.#drawRows();
    });
  }

  #drawRows() {
    const [trace, flow] = [this.#trace, this.#flow];
    const per = this.#per;
    this.room.style.setProperty("--per", String(per));
    this.room.style.height = `${this.#count * rowPx}px`;
    if (!trace || !flow) return this.rows.replaceChildren();
    const first = Math.max(0, Math.floor(this.box.scrollTop / rowPx) - spareRows);
    const last = Math.min(
      this.#count,
      Math.ceil((this.box.scrollTop + this.box.clientHeight) / rowPx) + spareRows,
    );
    const look = {
      trace,
      flow,
      form: this.#form,
      seq: this.#seq,
      per,
      found: this.view.timeline.found?.marks ?? null,
      text: this.text,
    };
    const rows = [];
    for (let row = first; row < last; row++) rows.push(rowOf(look, row));
    this.rows.style.transform = `translateY(${first * rowPx}px)`;
    this.rows.replaceChildren(...rows);
  }

  /** @param {Target | null} target */
  select(target) {
    const seq = (this.#trace && eventOf(this.#trace, target)) ?? 0;
    if (seq === this.#seq) return;
    this.#seq = seq;
    this.changed();
    const flow = seq > 0 && this.#trace ? this.#flows.flowOf(this.#trace, seq) : null;
    if (flow && flow !== this.#flow) this.#follow(flow.conn);
    if (flow) this.#reveal();
    this.#draw();
  }

  /** reveal scrolls to what is selected. */
  #reveal() {
    const [trace, flow] = [this.#trace, this.#flow];
    if (!trace || !flow || this.#seq === 0) return;
    const off = trace.columns.off.at[this.#seq - 1];
    const topPx = Math.floor(flow.datagrams ? off : off / this.#per) * rowPx;
    const { scrollTop, clientHeight } = this.box;
    if (topPx < scrollTop || topPx + rowPx > scrollTop + clientHeight)
      this.box.scrollTop = topPx - clientHeight / 3;
  }

  /** @param {Event} event */
  #click({ target }) {
    const cell = target instanceof Element ? target.closest("[data-seq]") : null;
    if (cell) this.#choose(Number(cell.getAttribute("data-seq")));
  }

  /** @param {number} seq */
  #choose(seq) {
    const trace = /** @type {Trace} */ (this.#trace);
    this.view.select(eventTarget(seq));
    this.view.say(spokenEvent(trace, seq - 1, this.text), true);
  }

  /** @param {KeyboardEvent} press */
  #key(press) {
    const by = press.key === "ArrowRight" ? 1 : press.key === "ArrowLeft" ? -1 : 0;
    if (by === 0 || !this.#flow) return;
    const seq = nextOf(this.#flow, this.#seq, by);
    if (seq > 0) this.#choose(seq);
    press.preventDefault();
  }

  /** bytes are those that were sent; null when nothing was. */
  get #bytes() {
    const [trace, flow] = [this.#trace, this.#flow];
    return trace && flow ? { bytes: bytesIn(trace, flow), conn: flow.conn } : null;
  }

  async #save() {
    const sent = this.#bytes;
    if (!sent) return;
    const { save } = await loaded(import("../out/taking.js"), this.text);
    const name = `stream-${sent.conn}.bin`;
    save(new Blob([sent.bytes], { type: "application/octet-stream" }), name);
    this.view.say(this.text("out.saved", name));
  }

  /** @param {"text" | "hex" | "python"} form */
  async #copy(form) {
    const sent = this.#bytes;
    if (!sent) return;
    const { copyBytes } = await loaded(import("../out/taking.js"), this.text);
    await copyBytes(sent.bytes, form, this.text, this.view.say);
  }
}

/**
 * nextOf returns the next call of a direction: sends and receives as they follow
 * each other. 0 for none.
 * @param {Flow} flow
 * @param {number} seq
 * @param {1 | -1} by
 */
function nextOf({ sends, takes }, seq, by) {
  let best = 0;
  for (const list of [sends, takes]) {
    let [low, high] = [0, list.length];
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (by > 0 ? list.at[mid] + 1 > seq : list.at[mid] + 1 >= seq) high = mid;
      else low = mid + 1;
    }
    const k = by > 0 ? low : low - 1;
    if (k < 0 || k >= list.length) continue;
    const found = list.at[k] + 1;
    if (best === 0 || (by > 0 ? found < best : found > best)) best = found;
  }
  return best;
}

/**
 * createStream makes the view of streams.
 * @param {{ root: HTMLElement, text: Text, view: Seen }} options
 */
export function createStream(options) {
  return new StreamView(options);
}
