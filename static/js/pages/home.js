// The first page.

import { homePage } from "../app/home/page.js";
import { start } from "../app/start.js";

start(homePage);
