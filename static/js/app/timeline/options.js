// What a timeline is made with.

/** @typedef {import("../../model/target.js").Target} Target */

/**
 * TimelineOptions: root is emptied; onSelect is called with what is selected
 * here, onMoment whenever the moment is another one. For two timelines on one
 * axis see linkViews.
 * @typedef {object} TimelineOptions
 * @property {HTMLElement} root
 * @property {import("../text.js").Text} text
 * @property {(target: Target | null) => void} [onSelect]
 * @property {(atNs: number | null) => void} [onMoment]
 * @property {(mode: import("../../state/view.js").Mode) => void} [onMode] is told the mode whenever it is another one
 * @property {(target: Target) => void} [onOpen] Enter on what is selected
 * @property {(target: Target | null) => void} [onHover] what the pointer is on, when it is something else
 */

export {};
