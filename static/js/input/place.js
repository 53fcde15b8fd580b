// Where the pointer is on a canvas, in the pixels that its shapes are laid out in.

/**
 * scaleOf is how many CSS pixels one of those is: what a style sheet sets as --scale,
 * times what the reader has chosen as --size; each is 1 where it is not set.
 * @param {Element} element
 */
export function scaleOf(element) {
  const style = getComputedStyle(element);
  return ["--scale", "--size"].reduce(
    (scale, name) => scale * (Number(style.getPropertyValue(name)) || 1),
    1,
  );
}

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
