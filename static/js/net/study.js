// The parts of a page that take a closer look at its bytes.

import { ApiError } from "./api.js";
import { at } from "./base.js";

/**
 * lookCloser asks for them as a form has it.
 * @param {FormData} form
 * @param {AbortSignal} signal
 * @returns {Promise<Document>}
 */
export async function lookCloser(form, signal) {
  const response = await fetch(at("/framing/study"), { method: "POST", body: form, signal });
  if (!response.ok) throw new ApiError({ status: response.status, title: response.statusText });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
