// The page of one's own script.

import { benchPage } from "../app/bench.js";
import { start } from "../app/start.js";

start(benchPage);
