// Says aloud what the canvas shows: a live region for screen readers.

/** Of what is said within so long as a key is held, the last is spoken. */
const restMs = 150;

/** What waits to be said; a page has one voice. @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** Say speaks a sentence. One of many waits a moment, and is not said when more follows. @typedef {(sentence: string, isOneOfMany?: boolean) => void} Say */

/**
 * createLive adds a live region, where there is none yet, and gives the function
 * that speaks through it. What is said twice in a row is spoken twice.
 * @param {HTMLElement} root
 * @returns {Say}
 */
export function createLive(root) {
  const region = root.querySelector(":scope > [data-live]") ?? document.createElement("div");
  if (!region.isConnected) {
    region.className = "hidden";
    region.setAttribute("role", "status");
    region.setAttribute("data-live", "");
    root.append(region);
  }
  return lastOf((sentence) => {
    const line = document.createElement("p");
    line.textContent = sentence;
    region.replaceChildren(line);
  });
}

/**
 * lastOf speaks, but of many sentences the last one only.
 * @param {(sentence: string) => void} speak
 * @returns {Say}
 */
export function lastOf(speak) {
  return (sentence, isOneOfMany = false) => {
    clearTimeout(waiting);
    if (isOneOfMany) waiting = setTimeout(speak, restMs, sentence);
    else speak(sentence);
  };
}

/**
 * spoken makes one announcement of a run's end from its sentences.
 * @param {{ title: string, text: string }[]} sentences
 * @param {string} ending
 */
export function spoken(sentences, ending) {
  return [...sentences.map(({ title, text }) => `${title}: ${text}`), ending].join(" ");
}
