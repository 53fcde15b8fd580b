// What looks at a run in other ways, loaded when the first one is drawn.

export { offerOut } from "../out/open.js";
export { createFindPart } from "../find/open.js";
export { createViews } from "../views/switch.js";
