// The two canvases of a timeline: data below, overlay above.

/**
 * createCanvases puts them into the root and gives them. The overlay takes
 * the focus, the pointer and the keys. To a screen reader it is an application: it
 * has a short name that stays, and what happens in it is said by its voice.
 * @param {HTMLElement} root
 * @param {import("../text.js").Text} text
 */
export function createCanvases(root, text) {
  const frame = document.createElement("div");
  frame.className = "timeline-frame";
  Object.assign(frame.style, { position: "relative", width: "100%", overflow: "hidden" });
  const data = document.createElement("canvas");
  data.setAttribute("aria-hidden", "true");
  const overlay = document.createElement("canvas");
  overlay.tabIndex = 0;
  const help = document.createElement("p");
  help.hidden = true;
  help.id = `timeline-help-${document.querySelectorAll(".timeline-canvas").length}`;
  help.textContent = text("timeline.help");
  overlay.setAttribute("role", "application");
  overlay.setAttribute("aria-label", text("timeline.name"));
  overlay.setAttribute("aria-describedby", help.id);
  overlay.className = "timeline-canvas";
  Object.assign(data.style, { display: "block" });
  Object.assign(overlay.style, {
    position: "absolute",
    inset: "0",
    touchAction: "pan-y",
    outlineOffset: "-2px",
  });
  frame.append(data, overlay, help);
  root.append(frame);
  return { frame, data, overlay };
}
