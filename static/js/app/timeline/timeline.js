// The timeline of a run: it listens, and has frames drawn.

import { watchKeys } from "../../input/keys.js";
import { watchPointer } from "../../input/pointer.js";
import { watchWheel } from "../../input/wheel.js";
import { Chart } from "../../layout/chart.js";
import { placeAt } from "../../layout/frame.js";
import { hit } from "../../layout/hit.js";
import { toggledLanes } from "../../layout/lanes/fold.js";
import { sameTarget, targetText } from "../../model/target.js";
import { Layer } from "../../render/layer.js";
import { readTheme, watchTheme } from "../../render/theme.js";
import { createCanvases } from "./canvases.js";
import { Choosing } from "./choosing.js";
import { loadLanes, loadLate } from "./late.js";
import { markRange } from "./link.js";
import { createLoop } from "./loop.js";
import { Moments } from "./moments.js";
import { foldAt, hintAt } from "./names.js";
import { along } from "./picture.js";
import { frameAll } from "./frameall.js";
import { Room } from "./room.js";
import { Viewport } from "./viewport.js";

/** @typedef {import("../../model/target.js").Target} Target */
/** @typedef {import("./options.js").TimelineOptions} TimelineOptions */

/** Changes of what lies over the data only, and of what is this timeline's own. */
const onOverlay = new Set(["hover", "light"]);
const unshared = new Set(["light", "select", "moment"]);

export class Timeline {
  /** @type {import("../../layout/frame.js").Frame | null} */
  #frame = null;
  /** @type {import("../../layout/scene.js").Scene | null} */
  #scene = null;
  /** What the run looks like; redraw shows another look. */
  look = along;
  #version = -1;
  #dataDue = true;
  #overviewDue = false;
  isShown = false; // once there was a picture, what it did not need is loaded
  viewport;
  moments = new Moments();
  /** What is loaded with the strip of the whole run. @type {import("../minimap/tools.js").Tools | null} */
  tools = null;
  /** What says aloud what keys do, loaded when the run is drawn. @type {import("./voice.js").Voice | null} */
  voice = null;
  /** Is called when somebody chose another axis, what of it is in view, or which lanes are folded. */
  onLook = () => {};

  /** @param {TimelineOptions} options */
  constructor({
    root,
    text,
    onSelect = () => {},
    onMoment = () => {},
    onMode = () => {},
    onOpen = () => {},
    onHover = () => {},
  }) {
    this.root = root;
    this.text = text;
    this.viewport = new Viewport(text);
    this.viewport.lesson(root.closest("[data-lanes]"));
    this.onMode = onMode;
    this.onMoment = onMoment;
    this.onOpen = onOpen;
    this.onHover = onHover;
    root.replaceChildren();
    const { frame, data, overlay } = createCanvases(root, text);
    this.box = frame;
    this.room = new Room(root, frame, (byPx) => this.apply({ kind: "pan", dxPx: 0, dyPx: byPx }));
    this.canvas = overlay;
    this.data = new Layer(data);
    this.overlay = new Layer(overlay);
    this.theme = readTheme(root);
    this.loop = createLoop(() => this.#draw());
    this.choosing = new Choosing(this.viewport, (change) => this.apply(change), onSelect);
    const give = (/** @type {import("../../input/intent.js").Intent} */ intent) => this.#take(intent);
    const resized = new ResizeObserver(() => this.redraw());
    resized.observe(root);
    this.ends = [
      () => resized.disconnect(),
      watchKeys(overlay, (intent) => this.#typed(intent)),
      watchPointer(overlay, give),
      watchWheel(overlay, give),
      watchTheme(() => this.#retheme()),
    ];
    this.redraw();
  }

  /** The timelines on the same axis, see linkViews. */
  get link() {
    return this.viewport.link;
  }

  set link(link) {
    this.viewport.link = link;
  }

  /**
   * show draws a trace from now on; null shows nothing.
   * @param {import("../../model/trace.js").Trace | null} trace
   */
  show(trace) {
    this.viewport.show(trace ? new Chart(trace) : null);
    this.link?.share(this, this.viewport.view);
    this.changed();
    this.loop.request();
  }

  /** changed is to be called when the trace has grown. */
  changed() {
    this.viewport.grown();
    this.#dataDue = true;
    this.loop.rest();
    this.link?.grown(this);
  }

  /**
   * follow shows the same part of time as another timeline's view.
   * @param {import("../../state/view.js").ViewState} view
   */
  follow(view) {
    const { mode } = this.viewport.view;
    if (!this.viewport.follow(view)) return;
    if (mode !== view.mode) this.onMode(view.mode);
    this.redraw();
  }

  /** first is the first view of its own run, see Link. @param {import("../../state/view.js").Mode} mode */
  first(mode) {
    return this.viewport.first(mode);
  }

  /** reach is how far the run goes, see Viewport. @param {import("../../state/view.js").Mode} mode */
  reach(mode) {
    return this.viewport.reach(mode);
  }

  /** select marks a target and brings it into view; onSelect is not called. @param {Target | null} target */
  select(target) {
    this.choosing.select(target);
  }

  /** light rings what is pointed at beside the timeline, without choosing it. @param {readonly Target[]} targets */
  light(targets) {
    this.apply({ kind: "light", targets });
  }

  /** What was found, marked on the canvas. @type {import("../../model/find/found.js").Found | null} */
  found = null;

  /** mark marks what was found, until it is called again; null marks nothing. @param {import("../../model/find/found.js").Found | null} found */
  mark(found) {
    this.found = found;
    this.#overviewDue = true; // a search marks many times a frame
    this.loop.request();
  }

  /** focus gives the timeline the keyboard. */
  focus() {
    this.canvas.focus({ preventScroll: true });
  }

  /** frame zooms to some things, so that all of them are in view. @param {readonly Target[]} targets */
  frame(targets) {
    frameAll([this], [targets]);
  }

  /**
   * setMoment shows what was known at a time, which comes into view; null shows
   * all that is known.
   * @param {number | null} atNs
   */
  setMoment(atNs) {
    this.apply({ kind: "moment", atNs });
    const { chart, view } = this.viewport;
    if (!chart || atNs === null) return;
    const place = placeAt(chart, view.mode, atNs);
    this.apply({ kind: "reveal", from: place, to: place });
  }

  /** The moment that is shown, null for all that is known. */
  get atNs() {
    return this.viewport.view.atNs;
  }

  /** The chart of the whole run, as far as it has come. */
  get chart() {
    const { chart } = this.viewport;
    if (chart && this.#version !== chart.trace.version) this.#grow(chart);
    return chart;
  }

  /** known is the chart of what is known at the moment, see model/past/trace.js. */
  known() {
    return this.moments.known(this.chart, this.atNs);
  }

  /** @param {import("../../state/view.js").Mode} mode */
  setMode(mode) {
    if (!this.viewport.choose(mode)) return;
    this.link?.share(this, this.viewport.view);
    this.onLook();
    this.#modeChanged();
  }

  #modeChanged() {
    this.onMode(this.viewport.view.mode);
    this.redraw();
  }

  /** fit brings all of the run into view. */
  fit() {
    this.apply({ kind: "fit" });
  }

  /** zoom magnifies around the middle. @param {number} factor */
  zoom(factor) {
    this.#take({ kind: "zoom", factor, atPx: null });
  }

  destroy() {
    this.loop.stop();
    for (const end of this.ends) end();
    this.root.replaceChildren();
  }

  #retheme() {
    this.theme = readTheme(this.root);
    this.redraw();
  }

  /** redraw has all of it drawn in the next frame. */
  redraw() {
    this.#dataDue = true;
    this.loop.request();
  }

  /**
   * @param {import("../../input/intent.js").Intent} intent
   * @returns {boolean} whether anything changed
   */
  #take(intent) {
    const meant = this.look.meant(intent, this.viewport, this.#frame);
    return meant !== null && this.#do(meant);
  }

  /** typed does what a key asks for, and has it said. @param {import("../../input/intent.js").Intent} intent */
  #typed(intent) {
    const { atNs } = this;
    const isDone = this.#take(intent);
    this.voice?.did(intent, isDone, atNs);
    return isDone;
  }

  /** @param {import("../../input/intent.js").Intent} intent */
  #do(intent) {
    switch (intent.kind) {
      case "zoom":
        return intent.atPx !== null && this.apply({ ...intent, atPx: intent.atPx });
      case "pan":
        return !this.moments.scrubs && this.apply(intent);
      case "fit":
        return this.apply(intent);
      case "press":
      case "drag":
      case "play":
      case "replay":
        return this.moments.take(intent, this.#frame);
      case "point":
        this.canvas.title = hintAt(this.#scene, this.viewport, intent, this.text);
        return this.apply({ kind: "hover", target: this.#under(intent), atPx: intent.alongPx ?? intent.xPx });
      case "leave":
        return this.apply({ kind: "hover", target: null, atPx: null });
      case "lanes":
        return this.apply({ kind: "lanes", open: toggledLanes(this.#scene?.lanes ?? []) });
      case "pick":
        if (this.moments.scrubs) return false;
        return this.#fold(intent) || this.choosing.choose(this.#under(intent));
      case "step":
        if (this.atNs !== null) return this.moments.take({ ...intent, kind: "replay" }, this.#frame);
        return this.choosing.step(intent.by > 0 ? "forward" : "back");
      case "end":
        return this.#end(intent.last);
      case "wire":
        return this.choosing.cross();
      case "clear":
        return this.moments.leave() || this.choosing.choose(null);
      case "open":
        return this.#open();
      default:
        return this.tools?.take(intent, this.#frame) ?? false;
    }
  }

  /** @param {import("./names.js").Point} point */
  #fold(point) {
    const change = foldAt(this.#scene, this.viewport, point);
    return change !== null && this.apply(change);
  }

  /** end goes to the first or the last call, and with the last to the end. @param {boolean} last */
  #end(last) {
    const changed = this.choosing.step(last ? "last" : "first");
    if (last) this.tools?.followLive();
    return changed;
  }

  #open() {
    const { selected } = this.viewport.view;
    if (selected) this.onOpen(selected);
    return selected !== null;
  }

  /** @param {{ xPx: number, yPx: number }} point */
  #under({ xPx, yPx }) {
    return (this.#scene && hit(this.#scene.zones, xPx, yPx)?.target) ?? null;
  }

  /** @param {import("../../state/view.js").Change} change */
  apply(change) {
    const before = this.viewport.view;
    if (!this.viewport.apply(change)) return false;
    this.tools?.moved(change.kind);
    const { view } = this.viewport;
    if (!unshared.has(change.kind)) this.link?.share(this, view);
    if (!sameTarget(before.hovered, view.hovered)) this.onHover(view.hovered);
    if (before.selected !== view.selected)
      this.root.dataset.selected = view.selected ? targetText(view.selected) : "";
    if (before.atNs !== view.atNs) this.onMoment(view.atNs);
    const isLook = before.range !== view.range || before.lanes !== view.lanes;
    if (isLook && change.kind !== "reveal") this.onLook();
    if (onOverlay.has(change.kind)) this.loop.request();
    else this.redraw();
    return true;
  }

  #draw() {
    const { chart } = this.viewport;
    this.viewport.widthPx = this.room.widthPx;
    if (this.viewport.widthPx === 0 || !chart) return this.#blank();
    if (this.#version !== chart.trace.version) this.#grow(chart);
    if (this.#dataDue || !this.#scene) this.#drawData(chart);
    const [frame, scene] = [this.#frame, this.#scene];
    if (frame && scene) {
      const marked = { ...this.viewport.view, found: this.found };
      const over = this.look.over({ frame, scene }, marked, this.tools?.overlay(frame) ?? []);
      this.overlay.draw(over, this.theme);
      if (this.isShown) loadLate(this.text, () => this.redraw());
    }
    if (this.#overviewDue) this.tools?.drawn();
    this.#overviewDue = false;
    // by time a waiting call's bar grows with the clock
    if (!chart.trace.ended && chart.trace.waiting.size > 0 && this.viewport.view.mode !== "event")
      this.redraw();
  }

  #blank() {
    [this.#frame, this.#scene] = [null, null];
    this.data.draw([], this.theme);
    this.overlay.draw([], this.theme);
  }

  /** @param {Chart} chart */
  #grow(chart) {
    chart.update();
    this.#version = chart.trace.version;
    loadLanes(chart, this.text, () => this.redraw());
    this.#settle();
    this.tools?.grown();
    this.#dataDue = true;
  }

  #settle() {
    if (!this.viewport.settleMode()) return;
    this.link?.share(this, this.viewport.view);
    this.#modeChanged();
  }

  /** @param {Chart} chart */
  #drawData(chart) {
    this.#dataDue = false;
    const port = this.viewport;
    if (port.takeRoom(this.room.heightPx)) this.#settle();
    const known = this.known() ?? chart;
    const { frame, scene } = this.look.lay(port, known, this.text);
    this.room.show({ wholePx: port.wholePx, heightPx: port.heightPx, scrollPx: port.view.scrollPx });
    if (this.link) markRange(this.root, port.window());
    [this.#frame, this.#scene] = [frame, scene];
    const { widthPx, heightPx } = port;
    const { scale } = this.room;
    for (const layer of [this.data, this.overlay])
      layer.resize(widthPx, heightPx, (devicePixelRatio || 1) * scale, scale);
    this.data.draw(scene.shapes, this.theme);
    this.#overviewDue = true;
  }
}
