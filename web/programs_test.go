package web

import (
	"regexp"
	"strings"
	"testing"

	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/script"
)

// comments are the only lines that a page writes in the reader's language.
var comments = regexp.MustCompile(`#.*`)

func TestTheWholeProgramIsTheExportedFile(t *testing.T) {
	for _, lesson := range course.Shipped().All() {
		for i, program := range export.Python(lesson.Experiment) {
			var got strings.Builder
			for _, token := range programs("zh", lesson.Experiment)[i].Source {
				got.WriteString(token.Text)
			}
			if got, want := comments.ReplaceAllString(got.String(), "#"), comments.ReplaceAllString(program.Source(), "#"); got != want {
				t.Errorf("%s, %s: got\n%s\nwant\n%s", lesson.Slug, program.File, got, want)
			}
			if strings.Contains(got.String(), "# wait") {
				t.Errorf("%s, %s: a wait is told in the script's words:\n%s", lesson.Slug, program.File, got.String())
			}
		}
	}
}

func TestAWaitIsExplained(t *testing.T) {
	exp, err := script.Parse(`tcp
server:
    listen 1
    accept
    loop 2:
        wait client send
        recv 10
client:
    connect
    send "a"
    send "b"
    wait server recv 2
    wait server end
`)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string][]string{
		"en": {
			"# sync: after the 1st send of the client (done by the lab)",
			"# sync: after the 2nd recv of the server (done by the lab)",
			"# sync: after the end of the server (done by the lab)",
		},
		"zh": {
			"# 同步：等客户端第 1 次 send 完成（实验台做的）",
			"# 同步：等服务端第 2 次 recv 完成（实验台做的）",
			"# 同步：等服务端的程序结束（实验台做的）",
		},
	} {
		var got []string
		for _, program := range programs(lang, exp) {
			for _, line := range program.Lines {
				if line.Tokens[0].Kind == "comment" {
					got = append(got, line.Tokens[0].Text)
				}
			}
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}
