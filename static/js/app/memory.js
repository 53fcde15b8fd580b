// What this browser remembers of its reader. A browser that forbids it just forgets.

const prefix = "stickylab.";

/**
 * recall reads what was remembered; `otherwise` when there is nothing.
 * @template T
 * @param {string} name
 * @param {T} otherwise
 * @param {Pick<Storage, "getItem">} [storage]
 * @returns {T}
 */
export function recall(name, otherwise, storage = localStorageOr()) {
  try {
    const text = storage.getItem(prefix + name);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/**
 * remember keeps a value for the next visit, if the browser allows.
 * @param {string} name
 * @param {unknown} value
 * @param {Pick<Storage, "setItem">} [storage]
 * @returns {boolean} whether it was kept
 */
export function remember(name, value, storage = localStorageOr()) {
  try {
    storage.setItem(prefix + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Reading localStorage itself throws where it is forbidden. */
function localStorageOr() {
  try {
    return globalThis.localStorage ?? forgetful;
  } catch {
    return forgetful;
  }
}

const forgetful = { getItem: () => null, setItem: () => {} };
