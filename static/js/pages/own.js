// The page of one's own bytes.

import { ownPage } from "../app/own/page.js";
import { start } from "../app/start.js";

start(ownPage);
