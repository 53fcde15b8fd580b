// Where Python is missing, whoever sits at the lab's machine hands its package to the page.

import { ApiError } from "../../net/api.js";
import { at } from "../../net/base.js";

/**
 * @param {HTMLFormElement} form
 * @param {import("../text.js").Text} text
 */
export function wirePut(form, text) {
  const field = form.querySelector("[data-put]");
  const box = form.querySelector("[data-put-error]");
  if (!(field instanceof HTMLInputElement) || !(box instanceof HTMLElement)) return;
  field.addEventListener("change", async () => {
    const file = field.files?.[0];
    if (!file) return;
    box.hidden = false;
    box.textContent = text("python.put");
    try {
      const headers = { "Content-Type": "application/octet-stream" };
      const response = await fetch(at("/api/python"), { method: "POST", headers, body: file });
      if (response.ok) return location.reload();
      throw new ApiError(await response.json());
    } catch (error) {
      box.textContent = error instanceof ApiError ? error.message : text("run.failed");
    }
  });
}
