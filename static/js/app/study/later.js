// The closer look of a page that seldom needs it: loaded when it comes into view, or
// when something has changed.

import { loaded, sheet } from "../later.js";

/**
 * studyLater returns what looks again.
 * @param {HTMLFormElement} form
 * @param {import("../text.js").Text} text
 * @param {() => FormData} asked what the form has, with its file
 */
export function studyLater(form, text, asked = () => new FormData(form)) {
  /** @type {Promise<import("./study.js").Study> | null} */
  let loading = null;
  const load = async () => {
    const [{ Study }] = await loaded(Promise.all([import("./study.js"), sheet("study")]), text);
    return new Study(asked, console.error);
  };
  const study = () => (loading ??= load());
  const near = new IntersectionObserver((seen) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    study().catch(console.error);
  });
  const part = document.querySelector("[data-study]");
  if (part) near.observe(part);
  return async () => (await study()).look();
}
