package web

import (
	"fmt"
	"html"
	"net/url"
	"strings"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// doorOf is what a page says of a program of the user's own that an experiment meets; nil
// where there is nothing to say.
func (p *pages) doorOf(exp lab.Experiment) *view.Door {
	meets, is := script.Outside(exp)
	switch {
	case is:
		d := &view.Door{Peer: meets.Peer, Called: meets.Called}
		d.Open(p.door)
		return d
	case p.door.IsValid():
		d := &view.Door{}
		d.Open(p.door)
		return d
	}
	return nil
}

// facing has links to the lesson on the bench with a program of the user's own in the
// place of a peer, where a door is open and the others do not wait for that peer's calls.
func (p *pages) facing(lesson course.Lesson, lang string) string {
	if !p.door.IsValid() {
		return ""
	}
	var links []string
	for _, peer := range lesson.Experiment.Peers {
		exp, err := script.WithOutside(lesson.Experiment, peer.Name)
		if err != nil {
			continue
		}
		bench := "/script?" + url.Values{"text": {exp.Script}}.Encode()
		links = append(links, fmt.Sprintf("<a href=\"%s\">%s</a>", html.EscapeString(bench), html.EscapeString(view.T(lang, "lesson.outside", peer.Name))))
	}
	if links == nil {
		return ""
	}
	return "<p data-outside>" + strings.Join(links, " · ") + "</p>\n"
}
