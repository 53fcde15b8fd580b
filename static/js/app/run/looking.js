// What looks at a run in other ways, loaded when the first one is drawn.

export { createBefore } from "../compare/before.js";
export { createFindPart } from "../find/open.js";
export { offerOut } from "../out/open.js";
export { createViews } from "../views/switch.js";
export { createAddress } from "./addressed.js";
