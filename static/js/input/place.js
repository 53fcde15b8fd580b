// Where the pointer is on a canvas, in the pixels that its shapes are laid out in.

/**
 * scaleOf is how many CSS pixels one of those is: 1, unless a style sheet sets --scale.
 * @param {Element} element
 */
export const scaleOf = (element) => Number(getComputedStyle(element).getPropertyValue("--scale")) || 1;

/**
 * placeOn returns the place of a pointer on a canvas.
 * @param {Element} canvas
 * @param {{ clientX: number, clientY: number }} pointer
 */
export function placeOn(canvas, { clientX, clientY }) {
  const { left, top } = canvas.getBoundingClientRect();
  const scale = scaleOf(canvas);
  return { xPx: (clientX - left) / scale, yPx: (clientY - top) / scale };
}
