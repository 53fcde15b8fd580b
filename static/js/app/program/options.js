// Socket options on the page: they stand in its address, and the server writes
// them into the programs.

import { go } from "../place.js";

/**
 * Field is what of an input or a select matters here.
 * @typedef {{ name: string, value: string, type?: string, checked?: boolean }} Field
 */

/**
 * chosenOf lists the options that are set among fields of a name.
 * @param {Iterable<Field>} fields
 * @param {string} name
 */
export function chosenOf(fields, name) {
  return [...fields]
    .filter((field) => field.name === name && (field.type !== "checkbox" || field.checked))
    .map(({ value }) => value)
    .filter((value) => value !== "");
}

/**
 * withOptions returns the address with these options and no others. The run that
 * it shows was made with other options, and of other lines.
 * @param {string} href
 * @param {string} name
 * @param {string[]} options
 */
export function withOptions(href, name, options) {
  const url = new URL(href);
  for (const gone of [name, "run", "beside", "sel", "at"]) url.searchParams.delete(gone);
  for (const option of options) url.searchParams.append(name, option);
  return url.href;
}

/**
 * fieldsOf lists the fields of a form.
 * @param {HTMLFormElement} form
 * @returns {(HTMLInputElement | HTMLSelectElement)[]}
 */
function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement,
  );
}

/**
 * wireOptions asks for the page again when an option is changed. It gives the
 * options that the page was made with.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function wireOptions(form, name) {
  const made = new URLSearchParams(location.search).getAll(name).filter(Boolean);
  for (const field of fieldsOf(form)) {
    if (field.name !== name) continue;
    settle(field, made);
    field.addEventListener("change", () => {
      go(withOptions(location.href, name, chosenOf(fieldsOf(form), name)), field);
    });
  }
  form.querySelector("[data-options-clear]")?.addEventListener("click", (event) => {
    event.preventDefault();
    go(withOptions(location.href, name, []), form.querySelector("[data-options] summary") ?? undefined);
  });
  return made;
}

/**
 * settle sets a field to what the page was made with: a browser that comes back
 * to a page brings what was chosen there last.
 * @param {HTMLInputElement | HTMLSelectElement} field
 * @param {string[]} made
 */
function settle(field, made) {
  if (field instanceof HTMLInputElement) {
    field.checked = made.includes(field.value);
    return;
  }
  field.value = [...field.options].find(({ value }) => made.includes(value))?.value ?? "";
}
