// What layout makes and render draws: plain shapes in canvas pixels, with
// colours by the name of their token.

/**
 * @typedef {{ t: "rect", x: number, y: number, w: number, h: number, r?: number, fill?: string, alpha?: number,
 *   stroke?: string, line?: number, dash?: boolean, pattern?: number, under?: boolean }} Rect pattern 1 to 3 lies over the fill in the stroke's colour; under: it is the ground of the label after it
 * @typedef {{ t: "hatch", x: number, y: number, w: number, h: number, r?: number, color: string }} Hatch
 * @typedef {{ t: "text", x: number, y: number, text: string, size: number, color: string, mono?: boolean,
 *   bold?: boolean, align?: "left" | "center" | "right", rank?: number }} TextShape y is the baseline; rank: see declutter
 * @typedef {{ t: "line", x1: number, y1: number, x2: number, y2: number, color: string, line?: number, dash?: boolean }} Line
 * @typedef {{ t: "path", points: number[], color: string, line?: number }} Path points: x, y, x, y, ...; a long one goes along the axes only
 * @typedef {{ t: "band", ax0: number, ax1: number, ay: number, bx0: number, bx1: number, by: number, color: string,
 *   alpha: number, send: number, take: number }} Band from [ax0, ax1] at ay to [bx0, bx1] at by; send and take are seqs
 * @typedef {{ t: "badge", x: number, y: number, text: string, fill: string, ink: string, stroke?: string, rank?: number, about?: import("../model/text.js").TextKey }} Badge around its centre; about: the key of what explains it
 * @typedef {{ t: "clip", x: number, y: number, w: number, h: number }} Clip until the next unclip
 * @typedef {{ t: "unclip" }} Unclip
 * @typedef {Rect | Hatch | TextShape | Line | Path | Band | Badge | Clip | Unclip} Shape
 */

/**
 * Zone is a place on the canvas that belongs to something that can be selected; reachPx
 * is how much of it above and below what is drawn is for the pointer alone; hint says what else it stands for.
 * @typedef {{ x: number, y: number, w: number, h: number, reachPx?: number, hint?: string, target: import("../model/target.js").Target }} Zone
 */

export {};
