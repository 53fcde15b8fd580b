// Timelines that show the same part of time: one above the other, they are on
// one axis, as wide as the longest of their runs.
//
//   const upper = createRunView({ section: first, text });
//   const lower = createRunView({ section: second, text });
//   const unlink = linkViews(upper.timeline, lower.timeline);
//
// Each run begins at the left edge, in all modes; the first mode is the one that
// suits all of them. A zoom, a pan, a fit and a change of mode of one of them is
// that of all; by real time so is the line under the pointer. What is selected stays each one's own. Buttons of a
// toolbar need only one of the timelines. The roots must be of the same width.

/** @typedef {import("../../state/view.js").ViewState} ViewState */
/** @typedef {import("../../state/view.js").Mode} Mode */

/** @type {readonly Mode[]} */
const modes = ["event", "folded", "time"];

/**
 * Linked is what a link needs of a timeline.
 * @typedef {object} Linked
 * @property {Link | null} link
 * @property {(mode: Mode) => number} reach how far its own run goes, in the unit of the mode's axis
 * @property {(view: ViewState) => void} follow shows the same part of time as that view
 * @property {() => void} redraw
 * @property {(mode: Mode) => import("../../layout/firstview.js").First | null} first its own first view; null without a run
 */

/** Link keeps timelines on one axis. */
export class Link {
  /** Whether the mode is still the one that suits the runs. */
  isModeOpen = true;

  /** @param {readonly Linked[]} members */
  constructor(members) {
    this.members = members;
  }

  /**
   * reach is how far the longest of the runs goes.
   * @param {Mode} mode
   */
  reach(mode) {
    return Math.max(0, ...this.members.map((member) => member.reach(mode)));
  }

  /**
   * first is the first view of all: as near as the one that has to be nearest.
   * @param {Mode} mode
   * @returns {import("../../layout/firstview.js").First}
   */
  first(mode) {
    const firsts = this.members.flatMap((member) => member.first(mode) ?? []);
    const readable = firsts.length > 0 && firsts.every((first) => first.readable);
    const ranges = firsts.flatMap(({ range }) => range ?? []);
    if (ranges.length === 0) return { range: null, readable };
    const from = Math.min(...ranges.map((range) => range.from));
    const length = Math.min(...ranges.map((range) => range.to - range.from));
    return { range: { from, to: from + length }, readable };
  }

  /**
   * share hands one timeline's view to the others.
   * @param {Linked} from
   * @param {ViewState} view
   */
  share(from, view) {
    for (const member of this.members) if (member !== from) member.follow(view);
  }

  /**
   * grown has the others drawn again: the axis may have become longer.
   * @param {Linked} from
   */
  grown(from) {
    for (const member of this.members) if (member !== from) member.redraw();
  }
}

/**
 * followed returns a view that shows the same part of time as another one.
 * @param {ViewState} own
 * @param {ViewState} other
 * @returns {ViewState} the same one when nothing changes
 */
export function followed(own, other) {
  const cursorPx = other.mode === "time" ? other.cursorPx : null;
  const same = own.mode === other.mode && own.cursorPx === cursorPx;
  if (same && modes.every((mode) => own.range[mode] === other.range[mode])) return own;
  return { ...own, mode: other.mode, range: other.range, cursorPx };
}

/**
 * markRange writes on a timeline's root what part of its axis is in view.
 * @param {HTMLElement} root
 * @param {{ from: number, to: number }} range
 */
export function markRange(root, { from, to }) {
  root.dataset.from = String(Math.round(from));
  root.dataset.to = String(Math.round(to));
}

/**
 * linkViews puts timelines on one axis; it returns the function that takes them
 * apart again. All take the mode and range of the first.
 * @param {...Linked} timelines
 */
export function linkViews(...timelines) {
  const link = new Link(timelines);
  for (const timeline of timelines) timeline.link = link;
  for (const timeline of timelines) timeline.redraw();
  return () => {
    for (const timeline of timelines) if (timeline.link === link) timeline.link = null;
    for (const timeline of timelines) timeline.redraw();
  };
}
