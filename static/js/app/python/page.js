// The page of students' own programs: editors, output, and the instrument beside.

import { at } from "../../net/base.js";
import { createComplaint } from "../complaint.js";
import { createPanes } from "../dock/panes.js";
import { restoreRun, sharedLink } from "../run/address.js";
import { createMainView } from "../run/parts.js";
import { createToolbar } from "../run/toolbar.js";
import { PythonFiles } from "./files.js";
import { Host } from "./host.js";
import { drafts, keep } from "./keeping.js";
import { complaintOf, filesOfOrder, orderOf } from "./order.js";
import { createOutput } from "./output.js";
import { wirePut } from "./put.js";
import { PythonRuns } from "./runs.js";
import { filesOf, fragmentOf, hasFiles } from "./share.js";
import { wireStart } from "./starts.js";
import { wireTaking } from "./taking.js";
import { wireTerminal } from "./terminal.js";

/** @typedef {import("../text.js").Text} Text */
/** @typedef {import("./files.js").PythonFile} PythonFile */

/** @param {HTMLFormElement} form @param {Text} text */
function createHost(form, text) {
  const state = /** @type {HTMLElement} */ (form.querySelector("[data-state]"));
  const say = (/** @type {string} */ sentence) => (state.textContent = sentence);
  const { kit = "", worker = "" } = form.dataset;
  const mode = new URLSearchParams(location.search).get("calls") ?? "";
  const host = new Host(
    { kit, worker, mode },
    {
      ready: (runtime, waits) => {
        say(text(waits ? "python.ready" : "python.ready.xhr", runtime));
        form.setAttribute("data-warm", "");
      },
      broken: (why) => say(text("python.broken", why)),
    },
  );
  const isReady = "ready" in form.dataset;
  say(text(isReady ? "python.loading" : "python.missing"));
  return host;
}

/**
 * @param {PythonFile} file
 * @param {PythonRuns} runs
 */
function wireInput(file, runs) {
  const field = /** @type {HTMLInputElement} */ (file.find("input"));
  const send = () => {
    runs.type(file, field.value);
    field.value = "";
    field.focus();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "d" && event.ctrlKey) runs.type(file, null);
    else if (event.key === "Enter" && !event.isComposing) send();
    else return;
    event.preventDefault();
  });
  file.find("send").addEventListener("click", send);
  file.find("eof").addEventListener("click", () => runs.type(file, null));
  file.find("again").addEventListener("click", () => runs.again(file));
  file.find("interrupt").addEventListener("click", () => runs.interrupt(file));
}

/**
 * pythonPage brings the page to life.
 * @param {Text} text
 * @param {(sentence: string) => void} say
 */
export function pythonPage(text, say) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("python"));
  const { lesson = "", own = "" } = form.dataset;
  const isReady = "ready" in form.dataset;
  const complaint = createComplaint(form.querySelector("[data-error]"), text);
  const tab = own ? `${lesson}/${own}` : Math.random().toString(36).slice(2);
  /** @type {PythonRuns | null} */
  let runs = null;
  let [isShared, isChanged] = [false, false];

  const onChange = () => {
    isChanged = true;
    view.markStale(view.trace !== null);
    keep({ tab, atMs: Date.now(), files: files.kept() });
    const url = new URL(location.href);
    if (!own) for (const name of ["start", "lesson"]) url.searchParams.delete(name);
    if (hasFiles(url.hash)) url.hash = "";
    history.replaceState(history.state, "", url);
    host.warm(Math.min(files.programs().length, files.mostPrograms));
  };
  const files = new PythonFiles(form, {
    onChange,
    onAdd: (file) => queueMicrotask(() => runs && wireInput(file, runs)),
  });
  createPanes(text, say);
  const { view } = createMainView(document, text, { namesRun: true });
  const output = createOutput({
    text,
    byPeer: () => runs?.byPeer ?? new Map(),
    files: () => files.all,
    select: (target) => view.select(target),
    asked(file, asks) {
      file.find("ask").hidden = !asks;
      if (!asks) return;
      say(text("python.asks", file.name));
      file.find("input").focus();
    },
  });
  view.add(output);
  const toolbar = createToolbar({
    root: document,
    view,
    text,
    link: () => sharedLink(at(`/python${location.hash}`)),
  });
  const host = createHost(form, text);
  runs = new PythonRuns({
    form, view, toolbar, host, text, say, complaint,
    note: (file, sentence) => output.note(file, sentence),
    listens: (file) => output.listens(file),
    order() {
      const wrong = isReady ? complaintOf(files.kept(), files.mostPrograms, text) : text("python.missing");
      if (wrong) throw new Error(wrong);
      return orderOf(files, { lesson, own });
    },
  }); // prettier-ignore
  wireStart(form, { text, files, changed: onChange });
  wireTaking(form, files, onChange);
  wireTerminal(form, files, text);
  wirePut(form, text);
  wireShare(
    () => files.kept(),
    () => (isShared = true),
  );
  toolbar.shareable();
  begin({ files, text, complaint, own, tab }).then(() => (isChanged ||= isShared));
  if (isReady) host.start(Math.min(Math.max(files.programs().length, 1), 2));
  const following = runs;
  restoreRun({
    async restore(id) {
      await following.turns.take(async () => {
        const followed = following.follow(id);
        const shown = setInterval(() => {
          const given = view.trace ? filesOfOrder(view.trace.hello.order) : null;
          if (!view.trace) return;
          clearInterval(shown);
          if (given && !isChanged) files.replace(given);
          following.byPeer = new Map(files.programs().map((file) => [own || file.name, file]));
          output.show(view.trace);
        }, 50);
        await followed;
        clearInterval(shown);
      });
    },
  });
}

/**
 * wireShare puts the files behind the # of the address before a link is shared.
 * @param {() => import("./files.js").Kept[]} kept
 * @param {() => void} onShare
 */
function wireShare(kept, onShare) {
  const button = document.querySelector("[data-share-link]");
  let isReady = false;
  button?.addEventListener(
    "click",
    async (event) => {
      if (isReady) return void (isReady = false);
      event.stopImmediatePropagation();
      history.replaceState(history.state, "", await fragmentOf(kept()));
      onShare();
      isReady = true;
      /** @type {HTMLElement} */ (button).click();
    },
    { capture: true },
  );
}

/**
 * begin shows the files of the link, or what was written here last.
 * @param {{ files: PythonFiles, text: Text, complaint: ReturnType<typeof createComplaint>, own: string, tab: string }} page
 */
async function begin({ files, text, complaint, own, tab }) {
  if (hasFiles(location.hash)) {
    const shared = await filesOf(location.hash);
    if (shared) files.replace(shared);
    complaint.say(text(shared ? "python.shared" : "python.badlink"), shared !== null);
    return;
  }
  const query = new URLSearchParams(location.search);
  if (!own && ["start", "lesson", "run"].some((name) => query.has(name))) return;
  const last = drafts().find((draft) => (own ? draft.tab === tab : !draft.tab.includes("/")));
  if (last) files.replace(last.files);
}
