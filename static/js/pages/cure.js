// The page of a tried codec.

import { wireCure } from "../app/cure/page.js";
import { start } from "../app/start.js";

start(wireCure);
