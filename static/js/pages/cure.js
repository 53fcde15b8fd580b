// The page of a tried codec.

import { wireCureLater } from "../app/cure/later.js";
import { start } from "../app/start.js";

start(wireCureLater);
