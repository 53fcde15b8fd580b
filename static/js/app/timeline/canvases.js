// The two canvases of a timeline: data below, overlay above.

/**
 * createCanvases puts them into the root and gives them. The overlay takes
 * the focus, the pointer and the name for screen readers.
 * @param {HTMLElement} root
 */
export function createCanvases(root) {
  const frame = document.createElement("div");
  frame.className = "timeline-frame";
  Object.assign(frame.style, { position: "relative", width: "100%", overflow: "hidden" });
  const data = document.createElement("canvas");
  data.setAttribute("aria-hidden", "true");
  const overlay = document.createElement("canvas");
  overlay.tabIndex = 0;
  overlay.setAttribute("role", "img");
  overlay.className = "timeline-canvas";
  Object.assign(data.style, { display: "block" });
  Object.assign(overlay.style, {
    position: "absolute",
    inset: "0",
    touchAction: "pan-y",
    outlineOffset: "-2px",
  });
  frame.append(data, overlay);
  root.append(frame);
  return { frame, data, overlay };
}
