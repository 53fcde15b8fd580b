// The page of a stored run.

import { storedPage } from "../app/stored.js";
import { start } from "../app/start.js";

start(storedPage);
