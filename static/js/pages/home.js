// The first page.

import { homePage } from "../app/home.js";
import { start } from "../app/start.js";

start(homePage);
