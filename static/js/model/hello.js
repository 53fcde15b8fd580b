// What a feed says before anything else.

/**
 * Hello is the first message of a feed.
 * @typedef {object} Hello
 * @property {string} [run]
 * @property {string} [slug]
 * @property {string} [script]
 * @property {import("./trace.js").Order} [order] what was asked for
 * @property {string} transport tcp, udp, unix stream or unix datagram
 * @property {string[]} peers
 * @property {{ capture?: string }} [env] capture: on, off, or what was in the way
 */

export {};
