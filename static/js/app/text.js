// The texts of the page's language, in the form of the server's catalogues:
// {0} is an argument, {0|one|many} one of two words by the argument's number.

/** @typedef {(key: string, ...args: any[]) => string} Text */

/**
 * fill replaces the places of a text; one whose argument is missing stays.
 * @param {string} text
 * @param {any[]} args
 */
export function fill(text, args) {
  return text.replace(/\{(\d+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, index, one, many) => {
    if (Number(index) >= args.length) return whole;
    const value = String(args[Number(index)]);
    if (one === undefined) return value;
    return value === "1" ? one : many;
  });
}

/**
 * makeText returns the look-up into a catalogue. A key that is not there shows
 * itself.
 * @param {Record<string, string>} texts
 * @returns {Text}
 */
export function makeText(texts) {
  return (key, ...args) => fill(Object.hasOwn(texts, key) ? texts[key] : key, args);
}
