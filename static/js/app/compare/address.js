// The address of a comparison: what is compared, and the runs that were made of it.

/**
 * tidy returns the address of what a form asks for, without what was left alone.
 * A run's id that was written wins over what is chosen.
 * @param {Iterable<[string, unknown]>} entries of the form, in order
 * @param {string} changed the field that was changed last
 */
export function tidy(entries, changed = "") {
  const query = new URLSearchParams();
  const written = new Map();
  for (const [name, value] of entries) {
    if (typeof value !== "string" || value === "") continue;
    if (name.endsWith(".run")) written.set(name.slice(0, -".run".length), value.trim());
    else query.append(name, value);
  }
  for (const [half, run] of written) query.set(half, run);
  for (const half of ["a", "b"]) {
    // What was set for one experiment is not meant for another.
    if (changed !== half && changed !== `${half}.run`) continue;
    for (const name of [...query.keys()]) if (name.startsWith(`${half}.`)) query.delete(name);
  }
  return query.toString();
}

/**
 * withRan returns an address that shows the runs that were made; one that has
 * no id yet is not shown.
 * @param {string} href
 * @param {Record<string, string>} ids by the letter of the half
 */
export function withRan(href, ids) {
  const url = new URL(href);
  for (const [half, id] of Object.entries(ids)) {
    if (id) url.searchParams.set(`${half}.ran`, id);
    else url.searchParams.delete(`${half}.ran`);
  }
  return url.href;
}

/** Where a click on a ready-made comparison says that it is to be run at once. */
const soonName = "stickylab.compare";

/**
 * runSoon has the page of an address run what it compares, once.
 * @param {string} search
 * @param {Pick<Storage, "setItem">} storage
 */
export function runSoon(search, storage) {
  try {
    storage.setItem(soonName, search);
  } catch {
    // A browser that forbids it shows the page with its Run button.
  }
}

/**
 * isSoon reports, once, whether the page of an address is to be run at once.
 * @param {string} search
 * @param {Pick<Storage, "getItem" | "removeItem">} storage
 */
export function isSoon(search, storage) {
  try {
    const soon = storage.getItem(soonName);
    storage.removeItem(soonName);
    return soon === search;
  } catch {
    return false;
  }
}
