import assert from "node:assert/strict";
import test from "node:test";

import { sceneOf } from "../layout/scene.js";
import { frameOf } from "../layout/view.test.js";
import { cutFrame } from "../model/decode.test.js";
import { datagrams, sticky } from "../model/fixture.test.js";
import { elementsOf, svgOf, written } from "./svg.js";

const tokens = ["paper", "card", "ink", "dim", "line", "accent", "m1", "m2", "m3", "m4", "header"];
tokens.push("coalesced", "exact", "split", "lost");
const theme = {
  colors: Object.fromEntries(tokens.map((name) => [name, `#${name}`])),
  mono: '"DejaVu Sans Mono", monospace',
  sans: "Sans",
};

/** @typedef {import("../layout/shapes.js").Shape} Shape */

/** @param {Shape[]} shapes */
const drawn = (shapes) => elementsOf(shapes, theme).map(written);

const cases = /** @type {[string, Shape, string[]][]} */ ([
  [
    "a box",
    {
      t: "rect",
      x: 1,
      y: 2,
      w: 30,
      h: 10,
      r: 20,
      fill: "m1",
      alpha: 0.2,
      stroke: "lost",
      line: 2,
      dash: true,
    },
    [
      '<rect x="1" y="2" width="30" height="10" rx="5" fill="#m1" fill-opacity="0.2" stroke="#lost" stroke-width="2" stroke-dasharray="4 3"/>',
    ],
  ],
  [
    "a box with a pattern",
    { t: "rect", x: 0, y: 0, w: 20, h: 20, fill: "m1", stroke: "m1", pattern: 2 },
    [
      '<rect x="0" y="0" width="20" height="20" fill="#m1"/>',
      '<rect x="0" y="0" width="20" height="20" fill="url(#p2-m1)" fill-opacity="0.45"/>',
      '<rect x="0" y="0" width="20" height="20" fill="none" stroke="#m1" stroke-width="1"/>',
    ],
  ],
  [
    "a hatch",
    { t: "hatch", x: 0, y: 0, w: 40, h: 20, r: 5, color: "dim" },
    [
      '<rect x="0" y="0" width="40" height="20" rx="5" fill="#dim" fill-opacity="0.08"/>',
      '<rect x="0" y="0" width="40" height="20" rx="5" fill="url(#p1-dim)" fill-opacity="0.4"/>',
      '<rect x="0" y="0" width="40" height="20" rx="5" fill="none" stroke="#dim" stroke-opacity="0.55"/>',
    ],
  ],
  [
    "text",
    { t: "text", x: 5, y: 9, text: "b'hi'", size: 15, color: "ink", mono: true, align: "center", bold: true },
    [
      '<text x="5" y="9" font-family="&quot;DejaVu Sans Mono&quot;, monospace" font-size="15" font-weight="600" text-anchor="middle" fill="#ink" xml:space="preserve">b&#39;hi&#39;</text>',
    ],
  ],
  [
    "a line",
    { t: "line", x1: 1, y1: 2, x2: 3.14159, y2: 4, color: "accent", dash: true },
    ['<line x1="1" y1="2" x2="3.14" y2="4" stroke="#accent" stroke-width="1" stroke-dasharray="2 3"/>'],
  ],
  [
    "a curve",
    { t: "path", points: [0, 5, 10, 5, 10, 1], color: "ink", line: 2 },
    ['<polyline points="0 5 10 5 10 1" fill="none" stroke="#ink" stroke-width="2" stroke-linejoin="round"/>'],
  ],
  [
    "a ribbon",
    {
      t: "band",
      ax0: 0,
      ax1: 10,
      ay: 0,
      bx0: 50,
      bx1: 70,
      by: 100,
      color: "m1",
      alpha: 0.2,
      send: 1,
      take: 2,
    },
    ['<path d="M 0 0 C 0 50 50 50 50 100 L 70 100 C 70 50 10 50 10 0 Z" fill="#m1" fill-opacity="0.2"/>'],
  ],
  [
    "a badge",
    { t: "badge", x: 50, y: 20, text: "粘", fill: "coalesced", ink: "card" },
    [
      '<rect x="40.25" y="11" width="19.5" height="18" rx="9" fill="#coalesced" stroke="#card" stroke-width="1.5"/>',
      '<text x="50" y="24.5" font-family="Sans" font-size="12.5" font-weight="700" text-anchor="middle" fill="#card">粘</text>',
    ],
  ],
]);

for (const [name, shape, want] of cases) {
  test(`${name} is drawn as the painter draws it`, () => assert.deepEqual(drawn([shape]), want));
}

test("what is clipped is in a group until the next unclip", () => {
  const line = /** @type {Shape} */ ({ t: "line", x1: 0, y1: 0, x2: 1, y2: 1, color: "ink" });
  const inner = '<line x1="0" y1="0" x2="1" y2="1" stroke="#ink" stroke-width="1"/>';
  assert.deepEqual(drawn([{ t: "clip", x: 0, y: 36, w: 9, h: 8 }, line, { t: "unclip" }, line]), [
    '<clipPath id="clip1"><rect x="0" y="36" width="9" height="8"/></clipPath>',
    `<g clip-path="url(#clip1)">${inner}</g>`,
    inner,
  ]);
});

test("bytes and names are text and nothing else", () => {
  const hostile = `"'></text><script>alert(1)</script>&lt;\u0000\ud800`;
  const [text] = drawn([{ t: "text", x: 0, y: 0, text: hostile, size: 12, color: "ink" }]);
  assert.ok(
    text.endsWith(
      ">&quot;&#39;&gt;&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;\ufffd\ufffd</text>",
    ),
    text,
  );
  const page = svgOf([], theme, { widthPx: 10, heightPx: 5, title: "<b>" });
  assert.ok(page.includes("<title>&lt;b&gt;</title>"), page);
});

test("a picture has the patterns that it uses, once each", () => {
  const box = /** @type {Shape} */ ({ t: "rect", x: 0, y: 0, w: 9, h: 9, fill: "m1", pattern: 3 });
  const page = svgOf([box, box, { t: "hatch", x: 0, y: 0, w: 9, h: 9, color: "dim" }], theme, {
    widthPx: 100,
    heightPx: 50,
    title: "run",
  });
  assert.deepEqual(
    [...page.matchAll(/<pattern id="([^"]+)"/g)].map(([, id]) => id),
    ["p3-m1", "p1-dim"],
  );
  for (const [, id] of page.matchAll(/url\(#([^)]+)\)/g)) assert.ok(page.includes(`id="${id}"`), id);
  assert.match(
    page,
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="100" height="50" viewBox="0 0 100 50"/,
  );
});

test("a wait as long as a day is no wider than a picture", () => {
  const [first] = drawn([{ t: "hatch", x: -1e9, y: 0, w: 2e9, h: 20, color: "dim" }]);
  assert.match(first, /x="-20000" y="0" width="40000"/);
});

test("every shape of a scene is drawn, and every tag is closed", () => {
  for (const trace of [sticky(), datagrams(), cutFrame()]) {
    for (const mode of /** @type {const} */ (["event", "time"])) {
      const { shapes } = sceneOf(frameOf(trace, { mode }));
      const page = svgOf(shapes, theme, { widthPx: 1200, heightPx: 900, title: "run" });
      const count = (/** @type {RegExp} */ tag) => [...page.matchAll(tag)].length;
      assert.equal(count(/<g /g), count(/<\/g>/g));
      assert.equal(count(/<g /g), shapes.filter(({ t }) => t === "clip").length);
      const texts = shapes.filter(({ t }) => t === "text" || t === "badge").length;
      assert.equal(count(/<text /g), texts);
      assert.equal(count(/<path d="M [\d.-]+ [\d.-]+ C/g), shapes.filter(({ t }) => t === "band").length);
      assert.doesNotMatch(page, /NaN|undefined/);
    }
  }
});
