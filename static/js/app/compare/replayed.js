// Two runs that are shown again together: the moment of one is that of the other.

/** @typedef {import("../text.js").Text} Text */
/** @typedef {ReturnType<typeof import("../run/view.js").createRunView>} RunView */

/** @param {RunView} view */
const lengthOf = ({ trace }) => trace?.lastNs ?? 0;

/**
 * replayBoth lets both runs be shown again, as far as the longer one goes.
 * @param {{ root: ParentNode, views: readonly RunView[], text: Text, createReplay: typeof import("../replay/replay.js").createReplay }} options
 */
export function replayBoth({ root, views, text, createReplay }) {
  const [longer, other] = [...views].sort((a, b) => lengthOf(b) - lengthOf(a));
  const replay = createReplay({ root, view: longer, text });
  if (!replay) return;
  longer.add(replay);
  longer.add({ show() {}, select() {}, at: (atNs) => other.timeline.setMoment(atNs) });
  other.timeline.moments.player = replay;
  root.querySelector("[data-stage-card]")?.append(replay.bar); // below both
  for (const button of root.querySelectorAll("[data-step-to], [data-play]"))
    button.removeAttribute("disabled");
}
