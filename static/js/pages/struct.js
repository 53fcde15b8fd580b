// The page of Python's struct.

import { structPage } from "../app/struct/page.js";
import { start } from "../app/start.js";

start(structPage);
