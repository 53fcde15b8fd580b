// Makes elements. Strings become text, never markup.

/**
 * element makes an element with attributes and children.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * unavailable marks a button as one that does nothing now. It keeps the focus.
 * @param {Element} button
 * @param {boolean} on
 */
export function unavailable(button, on) {
  button.setAttribute("aria-disabled", String(on));
}

/**
 * hidden is words that only a screen reader has: they tell apart what looks the same.
 * @param {string} words
 */
export const hidden = (words) => element("span", { class: "hidden" }, words);
