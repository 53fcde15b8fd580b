// Pictures of the sprite, which the page's own pictures name.

const svg = "http://www.w3.org/2000/svg";

/**
 * icon makes a picture of the sprite, as large as its text.
 * @param {string} name
 */
export function icon(name) {
  const there = document.querySelector("svg.icon use")?.getAttribute("href") ?? "";
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `${there.split("#")[0]}#${name}`);
  picture.append(use);
  return picture;
}
