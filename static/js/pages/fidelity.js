// The page of what observing costs.

import { fidelityPage } from "../app/fidelity/page.js";
import { start } from "../app/start.js";

start(fidelityPage);
