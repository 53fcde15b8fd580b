// Brings the page to life: finds which page it is and hands it its texts. The
// only module that acts when it is loaded.

import { createLive } from "./a11y/live.js";
import { benchPage } from "./app/bench.js";
import { comparePage } from "./app/compare.js";
import { wireCure } from "./app/cure.js";
import { framingPage } from "./app/framing.js";
import { homePage } from "./app/home.js";
import { lessonPage } from "./app/lesson.js";
import { fidelityPage } from "./app/measure.js";
import { showProgress } from "./app/progress.js";
import { storedPage } from "./app/stored.js";
import { structPage } from "./app/struct.js";
import { makeText } from "./app/text.js";

/** @type {Record<string, (text: import("./app/text.js").Text, say: (sentence: string) => void) => void>} */
const pages = {
  cure: wireCure,
  fidelity: fidelityPage,
  framing: framingPage,
  compare: comparePage,
  home: homePage,
  lesson: lessonPage,
  run: storedPage,
  script: benchPage,
  struct: structPage,
};

document.documentElement.classList.add("js");
const text = makeText(JSON.parse(document.getElementById("texts")?.textContent ?? "{}"));
const say = createLive(document.body);
showProgress(document, text);
pages[document.body.dataset.page ?? ""]?.(text, say);
