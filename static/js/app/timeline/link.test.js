import assert from "node:assert/strict";
import test from "node:test";

import { eventTarget } from "../../model/target.js";
import { newView } from "../../state/view.js";
import { followed, linkViews } from "./link.js";

/**
 * @param {number} reach
 * @param {import("../../layout/firstview.js").First | null} [first]
 */
function fakeTimeline(reach, first = null) {
  return {
    first: () => first,
    /** @type {import("./link.js").Link | null} */
    link: null,
    view: newView(),
    drawn: 0,
    reach: (/** @type {string} */ mode) => (mode === "time" ? reach * 1000 : reach),
    follow(/** @type {import("../../state/view.js").ViewState} */ view) {
      this.view = followed(this.view, view);
    },
    redraw() {
      this.drawn++;
    },
  };
}

test("linked timelines are as long as the longest of them", () => {
  const [a, b] = [fakeTimeline(300), fakeTimeline(700)];
  linkViews(a, b);
  assert.equal(a.link, b.link);
  assert.equal(a.link?.reach("event"), 700);
  assert.equal(b.link?.reach("time"), 700_000);
});

test("mode and range of one are those of all, its selection is its own", () => {
  const [a, b] = [fakeTimeline(300), fakeTimeline(700)];
  linkViews(a, b);
  a.view = {
    ...a.view,
    mode: "time",
    range: { event: null, folded: null, time: { from: 5, to: 9 } },
    selected: eventTarget(4),
  };
  a.link?.share(a, a.view);
  assert.equal(b.view.mode, "time");
  assert.deepEqual(b.view.range.time, { from: 5, to: 9 });
  assert.equal(b.view.selected, null);
  assert.deepEqual(a.view.selected, eventTarget(4));
});

test("the first view of all is as near as the nearest, and readable where all are", () => {
  const near = fakeTimeline(300, { range: { from: 40, to: 90 }, readable: true });
  const far = fakeTimeline(700, { range: { from: 10, to: 200 }, readable: true });
  const whole = fakeTimeline(200, { range: null, readable: true });
  const small = fakeTimeline(900, { range: null, readable: false });
  linkViews(near, far, whole);
  assert.deepEqual(near.link?.first("folded"), { range: { from: 10, to: 60 }, readable: true });
  linkViews(whole, fakeTimeline(0));
  assert.deepEqual(whole.link?.first("folded"), { range: null, readable: true });
  linkViews(near, small);
  assert.equal(near.link?.first("folded").readable, false);
});

test("the line under the pointer is shared by real time only", () => {
  const view = { ...newView(), cursorPx: 300 };
  assert.equal(followed(newView(), view).cursorPx, null);
  assert.equal(followed(newView(), { ...view, mode: "time" }).cursorPx, 300);
});

test("nothing changes for a timeline that shows the same already", () => {
  const own = { ...newView(), selected: eventTarget(2) };
  assert.equal(followed(own, { ...newView(), selected: eventTarget(7) }), own);
});

test("one that has grown has the others drawn again; unlinked it has not", () => {
  const [a, b] = [fakeTimeline(1), fakeTimeline(2)];
  const unlink = linkViews(a, b);
  const before = b.drawn;
  a.link?.grown(a);
  assert.equal(b.drawn, before + 1);
  unlink();
  assert.equal(a.link, null);
  assert.equal(b.link, null);
});
