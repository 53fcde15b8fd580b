package view

// Question is a question of a quiz or of an interview, which has no choices.
type Question struct {
	Text    string
	Choices []string
	// Right is the index of the right choice, Chosen of the one that was chosen, -1
	// for none.
	Right, Chosen int
	Why           string
	// Lesson is the slug of the lesson that shows it.
	Lesson, LessonTitle string
}

// judged is the key of what is said of a choice.
func (q Question) judged() string {
	switch q.Chosen {
	case q.Right:
		return "quiz.is.right"
	case -1:
		return "quiz.is.open"
	default:
		return "quiz.is.wrong"
	}
}

func judgedClass(q Question) string {
	if q.Chosen == q.Right {
		return "practice-right"
	}
	return "practice-wrong"
}

// QuizPage is the quiz of a part; Judged once choices were sent.
type QuizPage struct {
	Chrome    Chrome
	Part      int
	Questions []Question
	Judged    bool
}

// right counts the questions that were answered right.
func (p QuizPage) right() int {
	n := 0
	for _, q := range p.Questions {
		if q.Chosen == q.Right {
			n++
		}
	}
	return n
}

// InterviewPage has questions of interviews.
type InterviewPage struct {
	Chrome    Chrome
	Questions []Question
}

// GlossaryPage has the words of the course.
type GlossaryPage struct {
	Chrome Chrome
	Terms  []Term
}

// Term is a word of the course: Name is its place on the page, English the English word
// where the page has another language.
type Term struct {
	Name, Word, English, Means string
	Lesson, LessonTitle        string
}
