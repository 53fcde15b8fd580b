package view

import (
	"strings"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/words"
)

// storedName is the name of the file that a run was opened from last.
func storedName(lang string, stored []record.Stored) string {
	if name := stored[len(stored)-1].File; name != "" {
		return name
	}
	return T(lang, "stored.unnamed")
}

// storedFacts says which file it was, when it was opened, by whom, how often it
// was before, and what system the file names.
func storedFacts(lang string, stored []record.Stored, env lab.Env) string {
	last := stored[len(stored)-1]
	facts := []string{
		storedName(lang, stored),
		T(lang, "stored.at", last.At.UTC().Format("2006-01-02 15:04")),
	}
	if last.By != "" {
		facts = append(facts, T(lang, "stored.by", last.By))
	}
	if system := strings.Join(strings.Fields(env.OS+" "+env.Kernel+" "+env.Arch), " "); system != "" {
		facts = append(facts, T(lang, "stored.system", system))
	} else {
		facts = append(facts, T(lang, "stored.no-system"))
	}
	if n := len(stored) - 1; n > 0 {
		facts = append(facts, T(lang, "stored.before", n))
	}
	return strings.Join(facts, " · ")
}

// claimed is what a file says of an event: a verdict and the queue, or that it
// says none.
func claimed(lang string, c record.Claim) string {
	verdict, err := lab.ParseVerdict(c.Verdict)
	if err != nil || verdict == 0 {
		return T(lang, "stored.no-verdict")
	}
	joined, _ := lab.ParseJoined(c.Joined)
	text := words.VerdictOf(lang, verdict, joined)
	if c.Stream != 0 {
		text += T(lang, "stored.stream", c.Stream, c.Off)
	}
	return text
}

// runs is the script that the Run button runs.
func (p RunPage) runs() string {
	if len(p.Stored) > 0 {
		return p.Ordered
	}
	return p.Script
}

// runLabel names the Run button: a stored trace was not run here.
func (p RunPage) runLabel() string {
	if len(p.Stored) > 0 {
		return T(p.Chrome.Lang, "stored.run")
	}
	return T(p.Chrome.Lang, "run.again")
}

// StoredLines are what the strip of a stored run says, a line each; none for a
// run that was made here.
func StoredLines(lang string, stored []record.Stored, env lab.Env) []string {
	if len(stored) == 0 {
		return nil
	}
	last := stored[len(stored)-1]
	lines := []string{T(lang, "stored.not-here") + " " + storedFacts(lang, stored, env)}
	if len(last.Claims) > 0 {
		lines = append(lines, T(lang, "stored.otherwise"))
	}
	for _, c := range last.Claims {
		lines = append(lines, "    · "+T(lang, "stored.event", c.Seq)+T(lang, "stored.claim", claimed(lang, c)))
	}
	if last.More > 0 {
		lines = append(lines, "    · "+T(lang, "stored.more", last.More))
	}
	return lines
}
