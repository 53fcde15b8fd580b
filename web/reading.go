package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/go-chi/chi/v5"

	"stickylab/lab/glossary"
	"stickylab/lab/quiz"
	"stickylab/web/view"
)

// glossaryPath is where the words of the course stand.
const glossaryPath = "/glossary"

// readingPages are what one reads beside the lessons: quizzes, the glossary, questions
// of interviews.
type readingPages struct{ *pages }

// quiz is GET and POST /quiz/{part}: the quiz of a part, with what was chosen in a form
// judged.
func (p readingPages) quiz(w http.ResponseWriter, r *http.Request) error {
	part, err := strconv.Atoi(chi.URLParam(r, "part"))
	questions := quiz.Part(part)
	if err != nil || len(questions) == 0 {
		return noPage()
	}
	var chosen url.Values
	if r.Method == http.MethodPost {
		if err := readFormBody(r); err != nil {
			return err
		}
		chosen = r.PostForm
	}
	lang := languageOf(r)
	page := view.QuizPage{Chrome: p.chrome(r, ""), Part: part, Judged: chosen != nil}
	page.Chrome.Path = "/quiz/" + strconv.Itoa(part)
	for i, q := range questions {
		one := p.question(lang, q)
		one.Chosen = -1
		if n, err := strconv.Atoi(chosen.Get("q" + strconv.Itoa(i))); err == nil && n >= 0 && n < len(one.Choices) {
			one.Chosen = n
		}
		page.Questions = append(page.Questions, one)
	}
	return p.writePage(w, r, http.StatusOK, view.Quiz(page))
}

// interview is GET /interview.
func (p readingPages) interview(w http.ResponseWriter, r *http.Request) error {
	page := view.InterviewPage{Chrome: p.chrome(r, "")}
	for _, q := range quiz.Interview() {
		page.Questions = append(page.Questions, p.question(page.Chrome.Lang, q))
	}
	return p.writePage(w, r, http.StatusOK, view.Interview(page))
}

func (p readingPages) question(lang string, q quiz.Question) view.Question {
	one := view.Question{Text: q.Text(lang), Choices: q.Choices(lang), Right: q.Right, Why: q.Why(lang), Lesson: q.Lesson}
	if lesson, ok := p.lessons.Find(q.Lesson); ok {
		one.LessonTitle = lesson.Text(lang).Title
	}
	return one
}

// glossary is GET /glossary.
func (p readingPages) glossary(w http.ResponseWriter, r *http.Request) error {
	page := view.GlossaryPage{Chrome: p.chrome(r, "")}
	lang := page.Chrome.Lang
	for _, t := range glossary.Terms() {
		one := view.Term{Name: t.Name, Word: t.Word(lang), Means: t.Means(lang), Lesson: t.Lesson}
		if lang != "en" && t.Word("en") != one.Word {
			one.English = t.Word("en")
		}
		if lesson, ok := p.lessons.Find(t.Lesson); ok {
			one.LessonTitle = lesson.Text(lang).Title
		}
		page.Terms = append(page.Terms, one)
	}
	return p.writePage(w, r, http.StatusOK, view.Glossary(page))
}
