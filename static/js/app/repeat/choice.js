// How many times to repeat: a number from the list, or one's own.

/**
 * count reads a number of runs; null for what is none.
 * @param {string} value
 * @param {number} most
 */
export function count(value, most) {
  const n = Number(value);
  return value.trim() !== "" && Number.isInteger(n) && n >= 1 && n <= most ? n : null;
}

/**
 * createChoice wires the list and the field for one's own number.
 * @param {ParentNode} root
 */
export function createChoice(root) {
  const list = /** @type {HTMLSelectElement} */ (root.querySelector("[data-repeat-n]"));
  const own = /** @type {HTMLInputElement} */ (root.querySelector("[data-repeat-own]"));
  list.addEventListener("change", () => {
    own.hidden = list.value !== "";
    if (!own.hidden) own.select();
  });
  own.addEventListener("input", () => own.removeAttribute("aria-invalid"));
  return {
    /** Whether it is written in: Enter there repeats, where it runs once elsewhere. */
    get isActive() {
      return document.activeElement === own;
    },
    /** The most runs of one repeat. */
    most: Number(own.max),
    /** n is the number chosen; null, with the field marked, when it is none. */
    get n() {
      if (list.value !== "") return Number(list.value);
      const n = count(own.value, Number(own.max));
      own.setAttribute("aria-invalid", String(n === null));
      if (n === null) own.focus();
      return n;
    },
  };
}
