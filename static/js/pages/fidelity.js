// The page of what observing costs.

import { fidelityPage } from "../app/measure.js";
import { start } from "../app/start.js";

start(fidelityPage);
