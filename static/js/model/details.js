// What few events have beside their bytes, each with a name of its own.

import { lingerOff } from "./errors.js";

/** @typedef {{ kind: string, off?: number, length?: number, max?: number }} Fault What is wrong with a frame, as lab/frame has it. */
/** @typedef {{ name: string, size: number, md5: string, ok: boolean }} Saved A file that a frame was written to. */

/** Accepts is how many connections waited in a listener, and how many it is to hold. @typedef {{ conn: number, waiting: number, max: number }} Accepts */

/**
 * Details is what an event has of these; without one there is no member.
 * @typedef {object} Details
 * @property {boolean} [more] a send with MSG_MORE
 * @property {number} [arg] the backlog of a listen, the value of a setsockopt
 * @property {string} [option] of a setsockopt
 * @property {string} [how] the direction of a shutdown
 * @property {string} [var] the variable of an unpack
 * @property {string} [value] what it read; the size for which a receive was not made
 * @property {Fault} [fault]
 * @property {Saved} [saved]
 * @property {string} [text] what was printed or typed, the reason of a gap, the message of an exception
 * @property {number} [file] of the peer's files the one that the step is a line of; -1 is none of them
 * @property {import("./trace.js").Origin[]} [via] the receives that a send's bytes came through
 * @property {number} [unmade] the call that an event of none stands for: it was not made
 * @property {boolean} [implied] no line of the program asks for the call by itself
 * @property {string} [holder] the state of the socket that has the address of a bind
 * @property {Accepts} [accepts] the accept queue of the listener that a listen, connect or accept was about
 * @property {boolean} [cut] the end of the run closed it, before the program had ended
 */

/** The details of an event that has none. @type {Readonly<Details>} */
export const noDetails = Object.freeze({});

/**
 * noteOf says what a call is about beside its bytes: an address, an option,
 * "n = 5"; the same as Event.Note in Go.
 * @param {Readonly<Details>} details
 * @param {string} address
 */
export function noteOf(details, address) {
  const { var: name, value = "", option = "", arg = 0, how, more, text = "", holder } = details;
  if (name) return `${name} = ${value}`;
  if (value) return value;
  if (option) return option === "linger" && arg === lingerOff ? "linger off" : option;
  return how || (more ? "MSG_MORE" : (holder ? `${address} ${holder}` : address) || text);
}
