// The page of codecs.

import { framingPage } from "../app/framing.js";
import { start } from "../app/start.js";

start(framingPage);
