// The page of an error: what every page has, and no more.

import { start } from "../app/start.js";

start();
