package glossary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// form is a form of a term that texts have.
type form struct {
	text string
	term string // its name
}

// forms lists what is looked for in texts of a language, the longest first.
func forms(lang string) []form {
	var all []form
	for _, t := range Terms() {
		s := t.in(lang)
		for _, text := range append([]string{s.word}, s.forms...) {
			all = append(all, form{strings.ToLower(text), t.Name})
		}
	}
	slices.SortStableFunc(all, func(a, b form) int { return len(b.text) - len(a.text) })
	return all
}

// Link makes the first use of each term in HTML a link to page#NAME. Within tags,
// links, headings and code it changes nothing.
func Link(lang, html, page string) string {
	l := linker{forms: forms(lang), page: page, linked: map[string]bool{}}
	for html != "" {
		at := strings.IndexByte(html, '<')
		if at < 0 {
			at = len(html)
		}
		l.text(html[:at])
		html = l.tag(html[at:])
	}
	return l.out.String()
}

// linker links terms while it copies a text.
type linker struct {
	forms  []form
	page   string
	out    strings.Builder
	linked map[string]bool // by name
	inside int             // how many links, headings and pieces of code are open
}

// tag copies a tag that the text begins with and returns the rest.
func (l *linker) tag(html string) string {
	end := strings.IndexByte(html, '>') + 1
	if end == 0 {
		end = len(html)
	}
	tag := html[:end]
	l.out.WriteString(tag)
	name := strings.TrimRight(strings.TrimLeft(tag, "</"), ">")
	name, _, _ = strings.Cut(name, " ")
	switch name {
	case "a", "code", "pre", "h3", "h4":
		if strings.HasPrefix(tag, "</") {
			l.inside--
		} else {
			l.inside++
		}
	}
	return html[end:]
}

// text copies what stands between tags.
func (l *linker) text(text string) {
	if l.inside > 0 {
		l.out.WriteString(text)
		return
	}
	lower := strings.ToLower(text)
	if len(lower) != len(text) { // letters whose case changes their length
		lower = text
	}
	for at := 0; at < len(text); {
		if found := l.at(lower, at); found != nil {
			l.linked[found.term] = true
			end := at + len(found.text)
			l.out.WriteString(`<a class="term" href="` + l.page + "#" + found.term + `">` + text[at:end] + "</a>")
			at = end
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		l.out.WriteString(text[at : at+size])
		at += size
	}
}

// at returns the form of a term not yet linked that stands at a place of a text.
func (l *linker) at(lower string, at int) *form {
	for i := range l.forms {
		f := &l.forms[i]
		if strings.HasPrefix(lower[at:], f.text) && apart(lower, at, at+len(f.text)) {
			if l.linked[f.term] {
				return nil
			}
			return f
		}
	}
	return nil
}

// apart reports whether no word of Latin letters goes on at an end of a form.
func apart(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !(latin(before) && latin(first)) && !(latin(last) && latin(after))
}

func latin(r rune) bool {
	return r == '_' || r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
