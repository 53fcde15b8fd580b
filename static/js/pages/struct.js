// The page of Python's struct.

import { structPage } from "../app/struct.js";
import { start } from "../app/start.js";

start(structPage);
