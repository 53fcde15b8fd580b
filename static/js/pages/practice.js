// The pages of exercises, quizzes, the glossary and questions of interviews.

import { practicePage } from "../app/practice/page.js";
import { start } from "../app/start.js";

start(practicePage);
