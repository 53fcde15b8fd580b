// All that takes a run out of the page, loaded together.

export { copyBytes } from "./bytes.js";
export { shownOf } from "./caption.js";
export { copy, save } from "./copy.js";
export { createMenu } from "./menu.js";
export { printRuns } from "./print.js";
export { takeProgram } from "./program.js";
