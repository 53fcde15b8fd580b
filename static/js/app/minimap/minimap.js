// The strip above a timeline: the whole run, with two handles for what is in view.

import { spotsOf } from "../../model/find/spots.js";
import { minimapPx, minimapShapes } from "../../layout/minimap.js";
import { Layer } from "../../render/layer.js";
import { readTheme, watchTheme } from "../../render/theme.js";
import { formatNs } from "../../scale/ticks.js";
import { element } from "../element.js";
import { dragged, edgeAt, keyStep, stepped } from "./brush.js";
import { Tools } from "./tools.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../timeline/timeline.js").Timeline} Timeline */
/** @typedef {import("./brush.js").Grip} Grip */
/** @typedef {import("./brush.js").Range} Range */

/** What was found is shown at so many places at the most. */
const mostSpots = 512;

class Minimap {
  /** @type {{ grip: Grip, at: number, range: Range } | null} */
  #drag = null;

  /**
   * @param {HTMLElement} root is filled
   * @param {Timeline} timeline
   * @param {Text} text
   * @param {(sentence: string) => void} say
   */
  constructor(root, timeline, text, say) {
    this.root = root;
    this.timeline = timeline;
    this.tools = new Tools(timeline, say, () => this.draw());
    this.text = text;
    this.say = say;
    const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { "aria-hidden": "true" }));
    this.layer = new Layer(canvas);
    this.theme = readTheme(root);
    this.handles = /** @type {const} */ (["from", "to"]).map((edge) => this.#handle(edge));
    this.follow = /** @type {HTMLButtonElement} */ (
      element("button", { type: "button", "data-follow": "", hidden: "" }, text("minimap.follow"))
    );
    this.follow.addEventListener("click", () => this.#toggleFollow());
    root.replaceChildren(canvas, ...this.handles, this.follow);
    root.hidden = false;
    watchTheme(() => {
      this.theme = readTheme(root);
      this.draw();
    });
    this.#watchPointer(canvas);
    this.draw();
  }

  /** found lists the times of what was found, over the whole run. @param {import("../../model/trace.js").Trace} known */
  #found(known) {
    const { found } = this.timeline;
    if (!found) return [];
    const seqs = spotsOf(found.marks, known.length, mostSpots).filter((seq) => known.knows(seq - 1));
    const { at, length } = known.segments;
    return [
      ...seqs.map((seq) => known.columns.start.at[seq - 1]),
      ...spotsOf(found.segments, length, mostSpots).map((number) => at.at[number - 1]),
    ];
  }

  /** look reads what is in view now: more may be done in a frame than is drawn. */
  #look() {
    this.over = this.tools.overview(this.root.clientWidth, minimapPx);
    return this.over;
  }

  draw() {
    const over = this.#look();
    if (!over) return;
    const { frame, whole, range, atNs, isLive, follows } = over;
    const px = (/** @type {number} */ at) =>
      frame.leftPx + ((at - whole.from) / (whole.to - whole.from)) * frame.window.widthPx;
    this.layer.resize(frame.widthPx, minimapPx, devicePixelRatio || 1);
    const inView = { from: px(range.from), to: px(range.to) };
    this.layer.draw(
      minimapShapes(frame, { range: inView, found: this.#found(frame.trace), atNs }),
      this.theme,
    );
    this.handles.forEach((handle, n) => {
      const edge = n === 0 ? "from" : "to";
      handle.style.left = `${inView[edge]}px`;
      handle.setAttribute("aria-valuenow", String(Math.round((100 * (range[edge] - whole.from)) / (whole.to - whole.from)))); // prettier-ignore
      handle.setAttribute("aria-valuetext", atText(frame, inView[edge]));
    });
    this.follow.hidden = !isLive;
    this.follow.setAttribute("aria-pressed", String(follows));
  }

  #toggleFollow() {
    const on = !this.over?.follows;
    this.tools.followEnd(on);
    this.say(this.text(on ? "minimap.following" : "minimap.still"));
    this.draw();
  }

  /** @param {"from" | "to"} edge */
  #handle(edge) {
    const handle = element("div", {
      class: "minimap-handle",
      role: "slider",
      tabindex: "0",
      "aria-label": this.text(`minimap.${edge}`),
      "aria-valuemin": "0",
      "aria-valuemax": "100",
      [`data-edge-${edge}`]: "",
    });
    handle.addEventListener("keydown", (press) => {
      const over = this.#look();
      const range = over && stepped(press, edge, over.range, over.whole);
      if (!range) return;
      press.preventDefault();
      this.timeline.apply({ kind: "range", ...range });
    });
    this.#watchPointer(handle, edge);
    return handle;
  }

  /**
   * @param {HTMLElement} target
   * @param {Grip} [edge] what is gripped there; without one what lies under the pointer
   */
  #watchPointer(target, edge) {
    target.addEventListener("pointerdown", (press) => {
      const over = this.#look();
      if (press.button !== 0 || !over) return;
      const at = this.#valueAt(press.clientX);
      const nearPx = (over.whole.to - over.whole.from) / over.frame.window.widthPx;
      const [grip, range] = edge ? [edge, over.range] : edgeAt(at, over.range, over.whole, nearPx);
      this.#drag = { grip, at, range };
      this.timeline.apply({ kind: "range", ...range });
      target.setPointerCapture(press.pointerId);
    });
    target.addEventListener("pointermove", (move) => {
      if (!this.#drag || !this.over) return;
      const { grip, at, range } = this.#drag;
      const next = dragged(grip, range, this.#valueAt(move.clientX) - at, this.over.whole);
      this.timeline.apply({ kind: "range", ...next });
    });
    for (const type of ["pointerup", "pointercancel"]) {
      target.addEventListener(type, () => (this.#drag = null));
    }
  }

  /** valueAt is the place on the axis under the pointer. @param {number} clientX */
  #valueAt(clientX) {
    if (!this.over) return 0;
    const { whole, frame } = this.over;
    const px = clientX - this.root.getBoundingClientRect().left - frame.leftPx;
    return whole.from + (px / frame.window.widthPx) * (whole.to - whole.from);
  }
}

/**
 * atText says when a place on the strip is, with the digits that tell it from its
 * neighbours one key press away.
 * @param {import("../../layout/frame.js").Frame} frame
 * @param {number} px
 */
function atText(frame, px) {
  const ns = frame.nsAt(px);
  const step = ns - frame.nsAt(px - frame.window.widthPx * keyStep);
  return formatNs(ns, Math.max(1, step));
}

/**
 * createMinimap fills the strip of a timeline.
 * @param {{ root: HTMLElement, timeline: Timeline, text: Text, say: (sentence: string) => void }} options
 */
export function createMinimap({ root, timeline, text, say }) {
  return new Minimap(root, timeline, text, say);
}
