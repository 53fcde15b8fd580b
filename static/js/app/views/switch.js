// The views of a run's stage: the timeline, the ladder, and the stream. What is no
// timeline is loaded when it is opened. Which one it is stands in the address.

import { element } from "../element.js";
import { icon } from "../icon.js";
import { laterPart, loaded, sheet } from "../later.js";
import { along } from "../timeline/picture.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("../run/view.js").Part} Part */

/** @typedef {"timeline" | "ladder" | "stream"} View */

/** @type {readonly View[]} */
const views = ["timeline", "ladder", "stream"];

/**
 * viewOf reads which view an address shows.
 * @param {string} search
 * @returns {View}
 */
export function viewOf(search) {
  const asked = new URLSearchParams(search).get("view");
  return views.find((view) => view === asked) ?? "timeline";
}

/**
 * createViews makes the buttons that switch, and the views beside the timeline.
 * @param {{ box: HTMLElement, timeline: HTMLElement, text: Text, view: () => import("../run/view.js").RunView }} options
 * @returns {Part}
 */
export function createViews({ box, timeline, text, view }) {
  let shown = viewOf(location.search);
  const stream = element("div", { class: "stream-view", "data-stream": "", hidden: "" });
  timeline.after(stream);
  const load = async () => {
    const parts = Promise.all([import("./stream.js"), sheet("stream")]);
    const [{ createStream }] = await loaded(parts, text);
    return createStream({ root: stream, text, view: view() });
  };
  const part = laterPart(load, () => shown === "stream");
  /** @type {import("../timeline/picture.js").Look | null} */
  let ladder = null;
  const turn = async () => {
    const own = view().timeline;
    if (shown === "ladder" && !ladder) {
      const { createLadder } = await loaded(import("./ladder.js"), text);
      ladder ??= createLadder(own.canvas);
    }
    own.look = shown === "ladder" && ladder ? ladder : along;
    own.redraw();
  };
  const buttons = views.map((name) => {
    const label = text(`view.${name}`);
    const button = element("button", { type: "button", "data-view": name, "aria-label": label, title: label }, icon(name)); // prettier-ignore
    button.addEventListener("click", () => {
      show(name);
      view().say(text("view.said", text(`view.${name}`)));
    });
    return button;
  });
  box.replaceChildren(element("div", { class: "group", role: "group", "aria-label": text("view.label") }, ...buttons)); // prettier-ignore
  box.hidden = true;
  /** @param {View} name */
  const show = (name) => {
    shown = name;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.view === name));
    stream.hidden = name !== "stream";
    timeline.toggleAttribute("data-behind", name === "stream");
    turn();
    const url = new URL(location.href);
    if (name === "timeline") url.searchParams.delete("view");
    else url.searchParams.set("view", name);
    if (url.href !== location.href) history.replaceState(history.state, "", url.href);
    part.look();
    if (name === "stream") part.changed();
  };
  return {
    ...part,
    /** @param {import("../../model/trace.js").Trace} trace */
    show(trace) {
      box.hidden = false;
      part.show(trace);
      show(shown);
    },
  };
}
