// What the page asks the lab for programs of its own.

import { post, refusal } from "../../net/api.js";
import { at } from "../../net/base.js";

/** @typedef {{ id: string, url: string, feed: string, keys: Record<string, string> }} StartedPython keys by the names of peers */

/** @param {object} order @returns {Promise<StartedPython>} */
export const startPython = async (order) => (await post(at("/api/runs"), order)).json();

/** @param {string} key @param {string} what @param {BodyInit | null} [body] */
export function tellGuest(key, what, body = null) {
  const headers = typeof body === "string" ? { "Content-Type": "text/plain;charset=utf-8" } : undefined;
  return fetch(at(`/api/guests/${key}/${what}`), {
    method: "POST",
    body,
    keepalive: what === "leave",
    ...(headers && { headers }),
  });
}

/**
 * typeLine gives a program a line, or the end of its input.
 * @param {string} key
 * @param {string | null} line
 */
export async function typeLine(key, line) {
  const response = await tellGuest(key, line === null ? "input?eof=1" : "input", line ?? "");
  if (!response.ok) throw await refusal(response);
}

/**
 * againKey asks for a program that is over to be run once more in a run that goes on.
 * @param {string} key its last one
 * @returns {Promise<string>} its new key
 */
export const againKey = async (key) => (await (await post(at(`/api/guests/${key}/again`), {})).json()).key;
