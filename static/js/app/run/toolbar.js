// The buttons that look at a run: replay, axis, zoom, share, export.

import { zoomStep } from "../../input/keys.js";
import { rememberRecent } from "../recent.js";
import { loaded, sheet } from "../later.js";
import { at } from "../../net/base.js";

/** @typedef {ReturnType<typeof import("./view.js").createRunView>} RunView */
/** @typedef {import("../text.js").Text} Text */

/** The buttons that are of use when there is a run. */
const needsRun = "[data-mode], [data-fit], [data-zoom]";
/** Those that show it again, which are loaded with the first run. */
const needsReplay = "[data-step-to], [data-play]";

/**
 * each calls `act` for the elements that match.
 * @param {ParentNode} root
 * @param {string} selector
 * @param {(found: HTMLElement) => void} act
 */
function each(root, selector, act) {
  for (const found of root.querySelectorAll(selector)) if (found instanceof HTMLElement) act(found);
}

/**
 * @param {ParentNode} root
 * @param {RunView} view
 */
function wireModes(root, view) {
  each(root, "[data-mode]", (button) => {
    const mode = /** @type {import("../../state/view.js").Mode} */ (button.dataset.mode);
    button.addEventListener("click", () => {
      view.timeline.setMode(mode);
      view.timeline.voice?.axis();
    });
  });
  view.timeline.onMode = (mode) =>
    each(root, "[data-mode]", (button) =>
      button.setAttribute("aria-pressed", String(button.dataset.mode === mode)),
    );
}

/**
 * @param {ParentNode} root
 * @param {() => string} link
 * @param {Text} text
 */
function wireShare(root, link, text) {
  const button = root.querySelector("[data-share-link]");
  const box = root.querySelector("[data-share-box]");
  if (!(button instanceof HTMLElement) || !(box instanceof HTMLElement)) return;
  /** @type {Promise<(link: string) => void> | null} */
  let made = null;
  button.addEventListener("click", async () => {
    made ??= loaded(import("../out/share.js"), text).then((module) => module.createShare(button, box, text));
    (await made)(link());
  });
}

/**
 * createToolbar wires the buttons under root to a view; replays is whether those that
 * show its run again are its own.
 * @param {{ root: ParentNode, view: RunView, text: Text, link: () => string, replays?: boolean }} options
 */
export function createToolbar({ root, view, text, link, replays = true }) {
  view.whenDrawn(async () => {
    const parts = Promise.all([import("../replay/replay.js"), import("./textsize.js"), sheet("replay")]);
    const [{ createReplay }, { createTextSize }] = await loaded(parts, text);
    createTextSize({ root, text, say: view.say });
    const replay = replays && createReplay({ root, view, text });
    if (!replay) return;
    view.add(replay);
    each(root, needsReplay, (button) => button.removeAttribute("disabled"));
  });
  each(root, "[data-fit]", (button) =>
    button.addEventListener("click", () => {
      view.timeline.fit();
      view.timeline.voice?.view();
    }),
  );
  each(root, "[data-zoom]", (button) => {
    const factor = button.dataset.zoom === "in" ? zoomStep : 1 / zoomStep;
    button.addEventListener("click", () => {
      view.timeline.zoom(factor);
      view.timeline.voice?.view();
    });
  });
  wireModes(root, view);
  wireShare(root, link, text);
  return {
    /** ready switches on what needs a run. */
    ready() {
      each(root, needsRun, (button) => button.removeAttribute("disabled"));
      this.shareable();
    },
    /** shareable switches on what needs none. */
    shareable() {
      each(root, "[data-share-link]", (button) => button.removeAttribute("disabled"));
    },
    /**
     * exports lets the run be downloaded, and opened on its own page.
     * @param {string} id
     * @param {string} name
     */
    exports(id, name) {
      rememberRecent(id, name);
      each(root, "a[data-run-page]", (anchor) => {
        anchor.setAttribute("href", at(`/runs/${encodeURIComponent(id)}`));
        anchor.hidden = false;
      });
      each(root, "a[data-export]", (anchor) => {
        anchor.setAttribute("href", at(`/api/runs/${encodeURIComponent(id)}`));
        anchor.setAttribute("download", `${name}-${id}.json`);
        anchor.removeAttribute("aria-disabled");
      });
    },
  };
}
