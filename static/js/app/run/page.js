// The page of a stored run: the same view, fed from the record.

import { createAddress, shownOf, withShown } from "./address.js";
import { createMainView } from "./parts.js";
import { createPanes } from "../dock/panes.js";
import { createToolbar } from "./toolbar.js";

/**
 * storedPage draws the run that the page names.
 * @param {import("../text.js").Text} text
 * @param {(sentence: string) => void} say
 */
export function storedPage(text, say) {
  createPanes(text, say);
  const stage = /** @type {HTMLElement} */ (document.querySelector("[data-stage]"));
  const { view } = createMainView(document, text, [createAddress({ namesRun: false })]);
  view.want(shownOf(location.search));
  const link = () =>
    withShown(location.origin + location.pathname, { target: view.selected, atNs: view.atNs });
  const toolbar = createToolbar({ root: document, view, text, link });
  const id = stage.dataset.run ?? "";
  toolbar.exports(id, "run");
  view.follow(stage.dataset.feed ?? "", () => toolbar.ready());
}
