// What a person looks for, read from what was typed: bytes, a number, words.

import { Call } from "../call.js";
import { TCPFlag } from "../capture.js";
import { Verdict } from "../verdict.js";

/**
 * Query is what is looked for: an event that fits any of its parts is found.
 * @typedef {object} Query
 * @property {Uint8Array | null} bytes
 * @property {number | null} number of an event or a segment, of bytes, or a port
 * @property {number} flags of segments, all of which are set
 * @property {ReadonlySet<number>} calls
 * @property {ReadonlySet<number>} peers
 * @property {number} verdicts bits
 * @property {boolean} frames steps of decoders
 * @property {ReadonlySet<number>} parts of a frame that decoders wait for
 * @property {string} word in lower case, for errors and notes; empty for none
 * @property {ReadonlySet<number>} seqs events of findings that are called so
 */

/**
 * Names are the words of a page's language that a run knows things by.
 * @typedef {object} Names
 * @property {readonly string[][]} peers by number, each with what it is called
 * @property {Record<string, readonly string[]>} verdicts by the verdict's word
 * @property {readonly string[]} frames what decoders' steps are called
 * @property {readonly (readonly string[])[]} [parts] by number, what the parts of a frame are called
 * @property {readonly { title: string, kind: string, events?: number[] }[]} told
 */

/** @type {Names} */
const noNames = { peers: [], verdicts: {}, frames: [], told: [] };

/** The longest bytes that are looked for. */
const mostBytes = 256;

/** @type {Record<string, number>} */
const escaped = { n: 10, r: 13, t: 9, 0: 0, "\\": 92, "'": 39, '"': 34, a: 7, b: 8, f: 12, v: 11 };

/**
 * readQuery reads what was typed; null for nothing.
 * @param {string} typed
 * @param {Names} [names]
 * @returns {Query | null}
 */
export function readQuery(typed, names = noNames) {
  const word = typed.trim();
  if (word === "") return null;
  const literal = literalBytes(word);
  if (literal) return { ...nothing(), bytes: literal };
  const low = word.toLowerCase();
  const number = /^#?\d{1,10}$/.test(word) ? Number(word.replace("#", "")) : null;
  const bytes = word.startsWith("#") && number !== null ? null : new TextEncoder().encode(typed);
  return {
    bytes: bytes && bytes.length <= mostBytes ? bytes : null,
    number,
    flags: flagsOf(low),
    calls: new Set(Object.entries(Call).flatMap(([name, call]) => (begins(name, low) ? [call] : []))),
    peers: new Set(names.peers.flatMap((called, n) => (called.some((name) => is(name, low)) ? [n] : []))),
    verdicts: verdictsOf(names, low),
    frames: names.frames.some((name) => is(name, low)),
    parts: new Set(
      (names.parts ?? []).flatMap((called, n) => (called.some((name) => is(name, low)) ? [n] : [])),
    ),
    word: low,
    seqs: new Set(names.told.flatMap(({ title, kind, events = [] }) => (holds(title, kind, low) ? events.slice(0, 1) : []))), // prettier-ignore
  };
}

/** @returns {Query} */
const nothing = () => ({
  bytes: null,
  number: null,
  flags: 0,
  calls: new Set(),
  peers: new Set(),
  verdicts: 0,
  frames: false,
  parts: new Set(),
  word: "",
  seqs: new Set(),
});

/**
 * flagsOf returns the flags of segments that words name, as in syn ack; 0 where one
 * of them is none.
 * @param {string} low
 */
function flagsOf(low) {
  const bits = low.split(/[ ,+]+/).map((name) => flagBits.get(name) ?? 0);
  return bits.every((bit) => bit > 0) ? bits.reduce((all, bit) => all | bit, 0) : 0;
}

/** @type {Map<string, number>} */
const flagBits = new Map(Object.entries(TCPFlag).map(([name, bit]) => [name.toLowerCase(), bit]));

/** @param {string} name @param {string} low */
const is = (name, low) => name.toLowerCase() === low;

/** @param {string} name @param {string} low */
const begins = (name, low) => low.length > 2 && name.startsWith(low.replace(/\(.*$/, ""));

/** @param {string} title @param {string} kind @param {string} low */
const holds = (title, kind, low) => kind === low || (low.length > 1 && title.toLowerCase().includes(low));

/**
 * verdictsOf returns the bits of the verdicts that a word names: 粘 and 粘连 are 粘包.
 * @param {Names} names
 * @param {string} low
 */
function verdictsOf(names, low) {
  let bits = 0;
  for (const [word, bit] of Object.entries(Verdict)) {
    const called = [word, ...(names.verdicts[word] ?? [])];
    if (called.some((name) => is(name, low))) bits |= bit;
  }
  return bits;
}

/**
 * literalBytes reads b'...', escapes, hexadecimal digits in pairs; null for what
 * is none of them.
 * @param {string} word
 * @returns {Uint8Array | null}
 */
function literalBytes(word) {
  const quoted = /^b(["'])(.*)\1$/s.exec(word);
  const bytes = quoted
    ? unescaped(quoted[2])
    : (hexBytes(word) ?? (word.includes("\\") ? unescaped(word) : null));
  return bytes && bytes.length > 0 && bytes.length <= mostBytes ? bytes : null;
}

/** @param {string} word */
function hexBytes(word) {
  const digits = /^(0x)?([0-9a-f]{2}(?:[ :,]+[0-9a-f]{2})+|[0-9a-f]{2}(?=$))$/i.exec(word);
  const run = /^0x((?:[0-9a-f]{2})+)$/i.exec(word);
  if (run) return Uint8Array.from(run[1].match(/../g) ?? [], (pair) => parseInt(pair, 16));
  if (!digits || (!digits[1] && !/[ :,]/.test(word))) return null;
  return Uint8Array.from(digits[2].match(/[0-9a-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16));
}

/**
 * unescaped reads Python's escapes; null where one is not whole.
 * @param {string} word
 */
function unescaped(word) {
  const bytes = [];
  for (let i = 0; i < word.length; i++) {
    if (word[i] !== "\\") {
      const character = String.fromCodePoint(/** @type {number} */ (word.codePointAt(i)));
      bytes.push(...new TextEncoder().encode(character));
      i += character.length - 1;
      continue;
    }
    const hex = /^x([0-9a-f]{2})/i.exec(word.slice(i + 1));
    const one = escaped[word[i + 1]];
    if (hex) bytes.push(parseInt(hex[1], 16));
    else if (one !== undefined) bytes.push(one);
    else return null;
    i += hex ? 3 : 1;
  }
  return Uint8Array.from(bytes);
}
