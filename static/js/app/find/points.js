// What points at things of the run: links in sentences, chips. A click selects
// what it points at, the pointer or the focus on it lights that on the timeline,
// and what is selected or under the pointer there lights what points at it.

import { pointed, pointOf } from "../../model/points.js";
import { eventTarget, targetText } from "../../model/target.js";
import { element, hidden } from "../element.js";

/** @typedef {import("../../model/points.js").Piece} Piece */
/** @typedef {import("../../model/target.js").Target} Target */
/** @typedef {import("../../model/trace.js").Trace} Trace */

/**
 * Pointing is what is done with what is pointed at.
 * @typedef {object} Pointing
 * @property {() => Trace | null} trace
 * @property {(targets: Target[], frame: boolean) => void} choose selects the first; frame: all of them come into view
 * @property {(targets: readonly Target[]) => void} light
 */

/**
 * whose tells a link from others with the same text: by the number of its event where
 * the text has none, or by the socket of its bytes.
 * @param {Piece} piece
 */
function whose({ text, event, bytes, segment }) {
  if (event) return text.match(/\d+/g)?.includes(`${event}`) ? "" : hidden(` #${event}`);
  return hidden(` #${(bytes ?? segment)?.conn}`);
}

/**
 * linkedText writes a sentence, with links for what it names.
 * @param {readonly Piece[] | undefined} pieces
 * @param {string} plain what it says, where it is not taken apart
 * @returns {(Node | string)[]}
 */
export function linkedText(pieces, plain) {
  if (!pieces?.length) return [plain];
  return pieces.map((piece) => {
    const point = pointOf(piece);
    if (!point) return piece.text;
    return element(
      "button",
      { type: "button", class: "point", "data-points": point },
      piece.text,
      whose(piece),
    );
  });
}

/**
 * watchPoints makes what has data-points under a root do what links do.
 * data-frame: what it points at is brought into view as a whole.
 * @param {HTMLElement} root
 * @param {Pointing} pointing
 */
export function watchPoints(root, { trace, choose, light }) {
  /** @param {Event} event */
  const under = ({ target }) => (target instanceof Element ? target.closest("[data-points]") : null);
  /** @param {Element | null} found */
  const targetsOf = (found) => {
    const [run, words] = [trace(), found?.getAttribute("data-points")];
    return run && words ? pointed(run, words) : [];
  };
  root.addEventListener("click", (event) => {
    const found = under(event);
    const targets = targetsOf(found);
    if (targets.length > 0) choose(targets, found?.hasAttribute("data-frame") ?? false);
  });
  for (const type of ["pointerover", "focusin"]) {
    root.addEventListener(type, (event) => light(targetsOf(under(event))));
  }
  for (const type of ["pointerleave", "focusout"]) root.addEventListener(type, () => light([]));
}

/**
 * markPoints marks what points at a target under a root, with an attribute.
 * @param {ParentNode} root
 * @param {string} attribute
 * @param {Target | null} target
 */
export function markPoints(root, attribute, target) {
  const word = target ? targetText(target.kind === "datagram" ? eventTarget(target.seq) : target) : "";
  for (const found of root.querySelectorAll("[data-points]")) {
    const isIt = word !== "" && (found.getAttribute("data-points") ?? "").split(" ").includes(word);
    found.toggleAttribute(attribute, isIt);
  }
}
