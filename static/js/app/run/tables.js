// The tables beside a timeline, in one module that is loaded when one of them
// is looked at.

export { createSegmentTable } from "../../a11y/segmenttable.js";
export { createTable } from "../../a11y/table.js";
