// What a feed says before anything else.

/**
 * Hello is the first message of a feed.
 * @typedef {object} Hello
 * @property {string} [run]
 * @property {string} [slug]
 * @property {string} [source] who made the calls: tap, trace; none of a script
 * @property {string} [script]
 * @property {import("./trace.js").Order} [order] what was asked for
 * @property {string} transport the word of a transport: conns.js lists them
 * @property {string[]} peers
 * @property {number} [events] how many there are so far
 * @property {{ capture?: string, os?: string, kernel?: string, arch?: string, began?: string }} [env] capture: on, off, or what was in the way; began: when the run was made, in RFC 3339
 */

/**
 * isTap reports whether a run is what a tap passed on.
 * @param {import("./trace.js").Trace} trace
 */
export const isTap = ({ hello }) => hello?.source === "tap";
