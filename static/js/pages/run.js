// The page of a stored run.

import { storedPage } from "../app/run/page.js";
import { start } from "../app/start.js";

start(storedPage);
