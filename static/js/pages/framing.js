// The page of codecs.

import { framingPage } from "../app/framing/page.js";
import { start } from "../app/start.js";

start(framingPage);
