// The page of students' own programs.

import { pythonPage } from "../app/python/page.js";
import { start } from "../app/start.js";

start(pythonPage);
