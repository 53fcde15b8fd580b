// Says aloud what the canvas shows: a live region for screen readers.

/**
 * createLive adds a live region, where there is none yet, and gives the function
 * that speaks through it. What is said twice in a row is spoken twice.
 * @param {HTMLElement} root
 * @returns {(sentence: string) => void}
 */
export function createLive(root) {
  const region = root.querySelector(":scope > [data-live]") ?? document.createElement("div");
  if (!region.isConnected) {
    region.className = "hidden";
    region.setAttribute("role", "status");
    region.setAttribute("data-live", "");
    root.append(region);
  }
  return (sentence) => {
    const line = document.createElement("p");
    line.textContent = sentence;
    region.replaceChildren(line);
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
