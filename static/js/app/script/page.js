// The bench: a script of one's own, and where it is wrong.

import { element } from "../element.js";
import { drafts, ownDraft, titleOf, writeDraft } from "./drafts.js";
import { restoreRun, sharedLink } from "../run/address.js";
import { createPanes } from "../dock/panes.js";
import { createMainView } from "../run/parts.js";
import { createRunner } from "../run/runner.js";
import { createFiles } from "./files.js";
import { lineRange, markUnder } from "./line.js";
import { createToolbar } from "../run/toolbar.js";
import { at } from "../../net/base.js";

/** @typedef {import("../text.js").Text} Text */

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} place
 */
function createProblem(area, place) {
  return {
    clear() {
      place.hidden = true;
      place.replaceChildren();
      area.setAttribute("aria-invalid", "false");
    },
    /** @param {import("../../net/api.js").Problem} problem */
    show({ line, col = 1, detail = "", more = [] }) {
      if (line === undefined) return false;
      const [start, end] = lineRange(area.value, line);
      const wrong = area.value.slice(start, end);
      place.replaceChildren(
        element("p", {}, detail),
        element("pre", { tabindex: "0" }, element("code", {}, `${wrong}\n${markUnder(wrong, col)}`)),
      );
      if (more.length)
        place.append(element("ul", {}, ...more.map((sentence) => element("li", {}, sentence))));
      place.hidden = false;
      area.setAttribute("aria-invalid", "true");
      area.focus();
      area.setSelectionRange(start, end);
      return true;
    },
  };
}

/**
 * keepScript keeps what is written: for this tab, and among the last drafts. A
 * link that brings a script of its own wins over what was kept, and begins
 * another draft.
 * @param {HTMLTextAreaElement} area
 * @param {Text} text
 */
function keepScript(area, text) {
  const brought = new URLSearchParams(location.search);
  for (const own of ["lang", "theme", "run", "sel", "at"]) brought.delete(own);
  const before = brought.size === 0 ? ownDraft(sessionStorage) : null;
  let tab = before?.tab ?? newTab();
  if (brought.size === 0) area.value = before?.text ?? drafts()[0]?.text ?? area.value;
  const list = createDraftList(area, text, () => {
    tab = newTab(); // what was written here stays a draft of its own
  });
  area.addEventListener("input", () => {
    if (!writeDraft({ tab, text: area.value, atMs: Date.now() }, sessionStorage)) return;
    history.replaceState(history.state, "", withoutScript(location.href));
    list.draw();
  });
}

const newTab = () => Math.random().toString(36).slice(2);

/**
 * createDraftList offers the drafts of this browser to be taken up again.
 * @param {HTMLTextAreaElement} area
 * @param {Text} text
 * @param {() => void} onTake is called before a draft is taken up
 */
function createDraftList(area, text, onTake) {
  const choice = document.createElement("select");
  const label = element("label", { class: "drafts" }, text("drafts.title"), " ", choice);
  area.after(label);
  const draw = () => {
    const all = drafts().filter((draft) => draft.text !== area.value);
    label.hidden = all.length === 0;
    choice.replaceChildren(element("option", { value: "" }, text("drafts.choose")));
    for (const [n, draft] of all.entries()) {
      const when = new Date(draft.atMs).toLocaleString(document.documentElement.lang);
      choice.append(element("option", { value: String(n) }, `${titleOf(draft)} · ${when}`));
    }
    choice.onchange = () => {
      const chosen = all[Number(choice.value)];
      if (choice.value === "" || !chosen) return;
      onTake();
      area.value = chosen.text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    };
  };
  draw();
  return { draw };
}

/**
 * withoutScript returns the address of the bench with nothing but what it shows.
 * @param {string} href
 */
export function withoutScript(href) {
  const url = new URL(href);
  for (const name of [...url.searchParams.keys()]) {
    if (!["run", "sel", "at"].includes(name)) url.searchParams.delete(name);
  }
  return url.href;
}

/**
 * benchPage brings the bench to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function benchPage(text, say) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("bench"));
  const area = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const place = /** @type {HTMLElement} */ (form.querySelector("[data-script-error]"));
  const problem = createProblem(area, place);
  area.addEventListener("input", () => problem.clear());
  keepScript(area, text);
  const files = createFiles(area, text);
  createPanes(text, say);
  const { view, dock } = createMainView(document, text, { namesRun: true });
  const link = () => sharedLink(at(`/script?${new URLSearchParams({ text: area.value })}`));
  const toolbar = createToolbar({ root: document, view, text, link });
  toolbar.shareable();
  const runner = createRunner({
    form,
    view,
    toolbar,
    text,
    say,
    name: "script",
    order: () => ({ script: area.value }),
    carry: files.carry,
    onStart: () => problem.clear(),
    onEnd: () => {},
    onProblem: (wrong) => problem.show(wrong),
    onRepeats: () => {},
    compare: null,
    dock,
  });
  restoreRun(runner);
}
