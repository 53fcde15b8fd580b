import assert from "node:assert/strict";
import test from "node:test";

import { Chart } from "../../layout/chart.js";
import { lanesOf } from "../../layout/lanes/lanes.js";
import { narrowPx } from "../../layout/metrics.js";
import { heightOf } from "../../layout/scene.js";
import { text } from "../../layout/view.test.js";
import { lesson, lessons } from "../../net/lessons.test.js";
import { paint } from "../../render/painter.js";
import { recorder } from "../../render/painter.test.js";
import { svgOf } from "../../render/svg.js";
import { along } from "../timeline/picture.js";
import { Viewport } from "../timeline/viewport.js";
import {
  halfPagePx,
  paperPictures,
  paperPx,
  seenPicture,
  stripsOf,
  svgText,
  thirdPagePx,
} from "./picture.js";

/** @typedef {import("../timeline/timeline.js").Timeline} Timeline */

const theme = { colors: new Proxy({}, { get: (_, name) => `#${String(name)}` }), mono: "Mono", sans: "Sans" };

/**
 * timelineOf is what of a timeline a picture is made of.
 * @param {string} name of a lesson
 * @param {import("../../state/view.js").Mode} mode
 */
function timelineOf(name, mode) {
  const viewport = new Viewport(text);
  viewport.widthPx = 1000;
  viewport.roomPx = 300;
  viewport.show(new Chart(lesson(name)));
  viewport.choose(mode);
  return /** @type {Timeline} */ (
    /** @type {unknown} */ ({ viewport, text, look: along, found: null, known: () => viewport.chart })
  );
}

/** @param {number} value */
const rounded = (value) => Math.round(value * 100) / 100;

/**
 * fromSvg lists what an SVG draws, in its order: boxes, words, curves.
 * @param {string} svg
 */
function fromSvg(svg) {
  const drawn = svg.replace(/<defs(\/>|>.*?<\/defs>)/s, "").replace(/<title>.*?<\/title><rect [^>]*>/s, "");
  return [...drawn.matchAll(/<(rect|text|path|polyline|line) ([^>]*?)\/?>([^<]*)/g)].map(
    ([, name, attributes, inside]) => {
      const at = Object.fromEntries(
        [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v]),
      );
      const numbers = (/** @type {string[]} */ ...keys) => keys.map((key) => Number(at[key]));
      if (name === "rect") return ["rect", ...numbers("x", "y", "width", "height")];
      if (name === "text") return ["text", ...numbers("x", "y"), inside];
      if (name === "line") return ["line", ...numbers("x1", "y1", "x2", "y2")];
      return ["curve", ...(at.d ?? at.points).match(/-?[\d.]+/g)?.map(Number) ?? []]; // prettier-ignore
    },
  );
}

/**
 * fromCanvas lists what the painter draws, in the same words.
 * @param {readonly import("../../layout/shapes.js").Shape[]} shapes
 */
function fromCanvas(shapes) {
  const { log, ctx } = recorder();
  /** @type {(string | number)[][]} */
  const drawn = [];
  for (const shape of shapes) {
    const from = log.length;
    paint(ctx, [shape], theme);
    const calls = log.slice(from);
    const of = (/** @type {string[]} */ ...names) => calls.filter(([name]) => names.includes(name));
    // a long curve is drawn as boxes, see painter.test.js
    const [box] = shape.t === "path" ? [] : of("rect", "roundRect", "fillRect");
    const isLong = shape.t === "path" && of("stroke").length === 0;
    const curve = of("moveTo", "lineTo", "bezierCurveTo").flatMap(([, ...numbers]) => numbers);
    const [words] = of("fillText");
    if (box) drawn.push(["rect", ...box.slice(1, 5)]);
    else if (shape.t === "line") drawn.push(["line", ...curve]);
    else if (isLong) drawn.push(["curve", ...shape.points]);
    else if (curve.length > 0) drawn.push(["curve", ...curve]);
    if (words) drawn.push(["text", words[2], words[3], words[1]]);
  }
  return drawn;
}

/**
 * onceEach takes boxes that lie on one another, as a fill and its pattern do, once,
 * and cuts off what no picture has room for.
 * @param {(string | number)[][]} drawn
 */
function onceEach(drawn) {
  const lines = drawn.map(([kind, ...rest]) => {
    if (kind === "rect") {
      const [x, y, w, h] = /** @type {number[]} */ (rest);
      const left = Math.max(x, -20_000);
      return `rect ${[left, y, Math.max(0, Math.min(x + w, 20_000) - left), Math.max(0, h)].map(rounded).join(" ")}`;
    }
    return [kind, ...rest.map((part) => (typeof part === "number" ? rounded(part) : part))].join(" ");
  });
  return lines.filter((line, k) => line !== lines[k - 1]);
}

/** @type {Record<string, string>} */
const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };

for (const mode of /** @type {const} */ (["event", "folded", "time"])) {
  test(`an SVG has the geometry of the canvas, ${mode}`, () => {
    for (const name of lessons) {
      const picture = seenPicture(timelineOf(name, mode));
      assert.ok(picture);
      const svg = svgOf(picture.shapes, theme, { ...picture, title: name }).replaceAll(
        /&(lt|gt|quot|#39|amp);/g,
        (entity) => (entities[entity] === "<" || entities[entity] === ">" ? "�" : entities[entity]),
      );
      const wanted = onceEach(fromCanvas(picture.shapes)).map((line) => line.replace(/[<>]/g, "�"));
      assert.deepEqual(onceEach(fromSvg(svg)), wanted, `${name} ${mode}`);
    }
  });
}

test("a picture shows what is seen, with all lanes open, and says what it is", () => {
  const timeline = timelineOf("hello-feng", "event");
  const picture = seenPicture(timeline);
  assert.ok(picture);
  assert.equal(picture.widthPx, 1000);
  assert.ok(picture.heightPx > timeline.viewport.roomPx, "lanes are open that the screen has no room for");
  const before = timeline.viewport.view;
  const svg = svgText(picture, { title: "T<", headline: "H", foot: ["F", "http://lab/x?a&b"] }, theme);
  assert.equal(timeline.viewport.view, before);
  assert.match(svg, /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg /);
  for (const words of ["<title>T&lt;</title>", ">H</text>", ">http://lab/x?a&amp;b</text>"])
    assert.ok(svg.includes(words), words);
});

test("paper has all of a run, in strips whose bytes can be read", () => {
  for (const name of lessons) {
    const timeline = timelineOf(name, "event");
    const pictures = paperPictures(timeline);
    assert.ok(pictures.length >= 1 && pictures.length <= 12, name);
    for (const { widthPx } of pictures) assert.equal(widthPx, paperPx);
  }
});

test("of several strips two or three stand on a page, unless lanes that never fold need more; nothing is cut off", () => {
  const counts = { halves: 0, thirds: 0 };
  for (const name of lessons) {
    for (const mode of /** @type {const} */ (["event", "folded", "time"])) {
      const timeline = timelineOf(name, mode);
      for (const screenPx of [Infinity, 200]) {
        const pictures = paperPictures(timeline, screenPx);
        const [{ heightPx }] = pictures;
        const chart = /** @type {Chart} */ (timeline.viewport.chart);
        const look = { byEvent: mode === "event", narrow: paperPx < narrowPx };
        const leastPx = heightOf(lanesOf(chart, text, { ...look, roomPx: 0 }));
        const partPx = pictures.length > 4 ? thirdPagePx : halfPagePx;
        const where = `${name}, ${mode}: ${pictures.length} strips of ${heightPx} px, at least ${leastPx}`;
        if (pictures.length > 1) assert.ok(heightPx <= Math.max(leastPx, partPx), where);
        else if (screenPx > 1e3) assert.equal(heightPx, heightOf(lanesOf(chart, text, look)), where);
        assert.ok(heightPx >= leastPx, where);
        if (pictures.length > 1) counts[pictures.length > 4 ? "thirds" : "halves"]++;
      }
    }
  }
  assert.ok(counts.halves > 20 && counts.thirds > 5, JSON.stringify(counts));
});

test("strips reach from the beginning to the end and show again what the one before cut", () => {
  const whole = { from: 0, to: 2000 };
  const strips = stripsOf(whole, { from: 100, to: 900 });
  assert.equal(strips.length, 3);
  assert.deepEqual([strips[0].from, strips[2].to], [0, 2000]);
  for (let n = 1; n < strips.length; n++) {
    assert.ok(strips[n].from <= strips[n - 1].to - 100, "a strip shows some of the one before");
    assert.equal(Math.round(strips[n].to - strips[n].from), 800);
  }
  const touching = stripsOf({ from: 0, to: 1600 }, { from: 0, to: 800 });
  assert.equal(touching.length, 3, "two that only touch would cut a call on both");
  assert.equal(stripsOf(whole, whole).length, 1);
  assert.equal(stripsOf({ from: 0, to: 1e6 }, { from: 0, to: 800 }).length, 1, "too many are one");
});
