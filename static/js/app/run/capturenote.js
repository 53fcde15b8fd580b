// Under a timeline whose segments were not captured: why, and where it is told
// how to allow it.

import { element } from "../element.js";

/** @typedef {import("../text.js").Text} Text */

/** The reasons that have words; any other is the errno that was in the way. */
const known = ["off", "probes", "EPERM", "ENOSYS", "limit", "script", "ipv6"];

/**
 * reasonOf returns the reason why nothing was captured: empty where something
 * was, and where there is no wire.
 * @param {import("../../model/trace.js").Hello} hello
 */
export function reasonOf({ transport, env, script = "" }) {
  const capture = env?.capture ?? "";
  if (capture === "on" || !/^(tcp|udp)/.test(transport)) return "";
  if (/^\s*probes\s+off\b/m.test(script)) return "probes";
  return /^\s*wire\s+off\b/m.test(script) ? "script" : capture;
}

/**
 * reasonText says the reason.
 * @param {string} reason
 * @param {Text} text
 */
export function reasonText(reason, text) {
  return known.includes(reason) ? text(`capture.${reason}`) : text("capture.error", reason);
}

/**
 * captureNote makes the note; nothing where there is nothing to say.
 * @param {import("../../model/trace.js").Hello} hello
 * @param {Text} text
 * @returns {(Node | string)[]}
 */
export function captureNote(hello, text) {
  const reason = reasonOf(hello);
  if (!reason) return [];
  if (reason === "probes") return [element("span", {}, text("capture.probes"))]; // nor was anything counted
  const key = hello.transport.startsWith("tcp") ? "capture.counted" : "capture.none";
  const said = element("span", {}, text(key, reasonText(reason, text)));
  if (reason === "script" || reason === "ipv6") return [said];
  return [said, " ", element("a", { href: "/fidelity#capture" }, text("capture.how"))];
}
