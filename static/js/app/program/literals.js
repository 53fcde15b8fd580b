// The literals in the shown programs: small inputs whose values are what runs.

/**
 * Field is an input; own is what the program itself has there, which is not
 * what the page came with where its address brought another value.
 * @typedef {{ literal: number, input: HTMLInputElement, own: string }} Field
 */

class Literals {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Field[]} */
    this.fields = [...root.querySelectorAll("input[data-literal]")]
      .filter((input) => input instanceof HTMLInputElement)
      .map((input) => ({
        literal: Number(input.dataset.literal),
        input,
        own: input.dataset.own ?? input.defaultValue,
      }))
      .sort((a, b) => a.literal - b.literal);
    root.addEventListener("input", (event) => {
      const field = this.fields.find(({ input }) => input === event.target);
      if (field) this.#typed(field);
    });
  }

  /** @param {Field} field */
  #typed(field) {
    this.#shown(field);
    this.#say(field.literal, "");
  }

  /**
   * shown fits the input to its value and copies that into the whole program.
   * @param {Field} field
   */
  #shown({ literal, input }) {
    fit(input);
    for (const copy of this.root.querySelectorAll(`[data-literal-copy="${literal}"]`))
      copy.textContent = input.value;
  }

  /** @returns {string[]} one value a literal, in their order */
  values() {
    return this.fields.map(({ input }) => input.value);
  }

  get edited() {
    return this.fields.some(({ input, own }) => input.value !== own);
  }

  reset() {
    for (const field of this.fields) {
      field.input.value = field.own;
      this.#shown(field);
    }
    this.clear();
  }

  clear() {
    for (const { literal } of this.fields) this.#say(literal, "");
  }

  /**
   * show says what is wrong with a literal, right under it.
   * @param {number} literal
   * @param {string} message
   * @returns {boolean} whether there is such a literal
   */
  show(literal, message) {
    const field = this.fields.find((f) => f.literal === literal);
    if (!field) return false;
    this.#say(literal, message);
    field.input.focus();
    return true;
  }

  /**
   * @param {number} literal
   * @param {string} message
   */
  #say(literal, message) {
    const place = this.root.querySelector(`[data-literal-error="${literal}"]`);
    if (place instanceof HTMLElement) {
      place.textContent = message;
      place.hidden = message === "";
    }
    const field = this.fields.find((f) => f.literal === literal);
    field?.input.setAttribute("aria-invalid", String(message !== ""));
  }

  /**
   * take sets the values that a link carries.
   * @param {URLSearchParams} query
   */
  take(query) {
    for (const field of this.fields) {
      const value = query.get(`literal.${field.literal}`);
      if (value === null) continue;
      field.input.value = value;
      this.#shown(field);
    }
  }

  /** The query of a link that carries the changed values. */
  query() {
    return editedQuery(
      this.fields.map(({ literal, input, own }) => ({ literal, value: input.value, was: own })),
    );
  }
}

/**
 * editedQuery names the literals that differ: "literal.0=20".
 * @param {{ literal: number, value: string, was: string }[]} fields
 */
export function editedQuery(fields) {
  const query = new URLSearchParams();
  for (const { literal, value, was } of fields) {
    if (value !== was) query.set(`literal.${literal}`, value);
  }
  return query.toString();
}

/**
 * withQuery returns the address with these literals and no others.
 * @param {string} href
 * @param {string} query as editedQuery gives it
 */
export function withQuery(href, query) {
  const url = new URL(href);
  for (const name of [...url.searchParams.keys()]) {
    if (name.startsWith("literal.")) url.searchParams.delete(name);
  }
  for (const [name, value] of new URLSearchParams(query)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * withHalves returns the address of a comparison with these literals in both of
 * its halves.
 * @param {string} href
 * @param {string} query as editedQuery gives it
 */
export function withHalves(href, query) {
  const url = new URL(href);
  for (const name of [...url.searchParams.keys()]) {
    if (name.includes(".literal.")) url.searchParams.delete(name);
  }
  for (const half of ["a", "b"]) {
    for (const [name, value] of new URLSearchParams(query)) url.searchParams.set(`${half}.${name}`, value);
  }
  return url.href;
}

/**
 * width of a value in characters of a monospace face; a CJK character takes two.
 * @param {string} value
 */
export function columns(value) {
  let width = 0;
  for (const c of value) width += /** @type {number} */ (c.codePointAt(0)) > 0x2e7f ? 2 : 1;
  return Math.max(width, 1);
}

/** @param {HTMLInputElement} input */
function fit(input) {
  input.size = columns(input.value);
}

/** @param {HTMLElement} root */
export function createLiterals(root) {
  return new Literals(root);
}
