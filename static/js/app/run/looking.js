// What looks at a run in other ways, loaded when the first one is drawn.

export { createFindPart } from "../find/open.js";
export { createViews } from "../views/switch.js";
