// The page of a lesson.

import { lessonPage } from "../app/lesson/page.js";
import { start } from "../app/start.js";

start(lessonPage);
