// The page of two runs side by side.

import { comparePage } from "../app/compare/page.js";
import { start } from "../app/start.js";

start(comparePage);
