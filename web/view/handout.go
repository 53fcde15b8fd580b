package view

// The sheets of a handout.
const (
	QuestionSheet = "questions"
	AnswerSheet   = "answers"
	TeacherSheet  = "teacher"
)

// Sheets lists the sheets of a handout.
func Sheets() []string { return []string{QuestionSheet, AnswerSheet, TeacherSheet} }

// HandoutPage is a sheet of some lessons, to be printed.
type HandoutPage struct {
	Chrome Chrome
	// Path is its address without the Sheet, Part the part of the course that its
	// lessons are of.
	Path, Sheet string
	Part        int
	// Core is whether the lessons are those of the core path, of all parts.
	Core    bool
	Lessons []HandoutLesson
}

// title is the heading: the lesson where it is about one.
func (p HandoutPage) title() string {
	of := partTitle(p.Chrome.Lang, p.Part)
	switch {
	case p.Core:
		of = T(p.Chrome.Lang, "handout.core", p.minutes())
	case len(p.Lessons) == 1:
		of = p.Lessons[0].Title
	}
	return T(p.Chrome.Lang, "handout.title."+p.Sheet, of)
}

// minutes is the time of all lessons of the sheet.
func (p HandoutPage) minutes() int {
	sum := 0
	for _, l := range p.Lessons {
		sum += l.Minutes
	}
	return sum
}

// HandoutLesson is what a sheet has of a lesson.
type HandoutLesson struct {
	Slug           string
	Number         int // in the course, from 1
	Title, Lead    string
	Programs       []HandoutProgram
	Question       string
	Choices, Notes []string
	// Right is the index of the right choice, -1 on a sheet of questions, which has
	// none of what follows either. Why and Watch are safe HTML.
	Right              int
	Answer, Why, Watch string
	Ask, Draw          string
	Minutes            int
	Core               bool
}

// HandoutProgram is the program of a peer.
type HandoutProgram struct{ File, Text string }
