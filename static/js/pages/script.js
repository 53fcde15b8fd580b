// The page of one's own script.

import { benchPage } from "../app/script/page.js";
import { start } from "../app/start.js";

start(benchPage);
