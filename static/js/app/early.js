// What a reader changes on a page before its module is there.

/**
 * Field is what of an input, a text or a list matters here.
 * @typedef {object} Field
 * @property {string} type
 * @property {string} value
 * @property {string} [defaultValue] the value that the server wrote
 * @property {boolean} [checked]
 * @property {boolean} [defaultChecked]
 * @property {ArrayLike<{ selected: boolean, defaultSelected: boolean }>} [options] of a list
 */

/** @param {Field} field */
function isTicked({ type }) {
  return type === "checkbox" || type === "radio";
}

/**
 * isChanged reports whether a field is not as the server wrote it. The button
 * of a group that was left for another one does not count.
 * @param {Field} field
 */
function isChanged(field) {
  if (field.type === "radio") return Boolean(field.checked) && !field.defaultChecked;
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (!field.options) return field.type !== "hidden" && field.value !== field.defaultValue;
  const options = Array.from(field.options);
  const first = Math.max(
    0,
    options.findIndex(({ defaultSelected }) => defaultSelected),
  );
  return options.findIndex(({ selected }) => selected) !== first;
}

/**
 * changedEarly lists the fields that the reader changed, with what they hold. A
 * page that was reloaded or come back to holds what the browser kept of it:
 * there nothing is the reader's.
 * @template {Field} F
 * @param {Iterable<F>} fields
 * @param {string} navigation how the page was reached, a PerformanceNavigationTiming.type
 * @returns {{ field: F, value: string, checked: boolean }[]}
 */
export function changedEarly(fields, navigation) {
  if (navigation !== "navigate") return [];
  return [...fields]
    .filter(isChanged)
    .map((field) => ({ field, value: field.value, checked: Boolean(field.checked) }));
}

/**
 * changeAgain sets the fields to what the reader made of them and says so to
 * the page, which has come to life since.
 * @param {{ field: Field & EventTarget, value: string, checked: boolean }[]} changes
 */
export function changeAgain(changes) {
  for (const { field, value, checked } of changes) {
    if (isTicked(field)) field.checked = checked;
    else field.value = value;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

/** How the page was reached. */
export function navigationType() {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming ? entry.type : "";
}
