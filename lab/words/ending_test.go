package words

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/catalog"
)

func TestEnded(t *testing.T) {
	for _, c := range []struct {
		name, lang  string
		end         lab.End
		title, text string
	}{
		{"done says nothing", "en", lab.End{Reason: lab.EndDone}, "", ""},
		{"going on says nothing", "en", lab.End{}, "", ""},
		{"stopped", "zh", lab.End{Reason: lab.EndStopped}, "运行被停止", "有程序还没有执行完，运行就被停止了。"},
		{
			"its own limit", "en",
			lab.End{Reason: lab.EndLimit, Detail: lab.LimitOwn},
			"Ended by a limit", "The time of the script's own limit was over.",
		},
		{
			"a call that failed", "en",
			lab.End{Reason: lab.EndError, Detail: "client:9 connect ECONNREFUSED"},
			"Ended by an error", "The program of the client ended in line 9 of the script: connect() gave ECONNREFUSED.",
		},
		{
			"the same in Chinese", "zh",
			lab.End{Reason: lab.EndError, Detail: "bob:9 recv timeout"},
			"出错结束", "bob 的程序停在脚本第 9 行：recv() 出错（超时）。",
		},
		{"an error of another form", "en", lab.End{Reason: lab.EndError, Detail: "close fds: busy"}, "Ended by an error", "close fds: busy."},
		{"an exception", "en", lab.End{Reason: lab.EndError, Detail: "client.py: raised OSError: [Errno 9]: x"}, "Ended by an error", "client.py ended with an error: OSError: [Errno 9]: x."},
		{"nobody runs it", "zh", lab.End{Reason: lab.EndError, Detail: "client.py: left"}, "出错结束", "client.py 的网页或者 Python 已经不在了。"},
		{"a limit without words", "zh", lab.End{Reason: lab.EndLimit, Detail: "what"}, "到达上限", "what。"},
		{"a reason without words", "en", lab.End{Reason: "what"}, "what", "what."},
	} {
		told, ok := Ended(c.lang, c.end)
		if told.Title != c.title || told.Text != c.text || ok != (c.title != "") {
			t.Errorf("%s: got %q, %q, %v, want %q, %q", c.name, told.Title, told.Text, ok, c.title, c.text)
		}
	}
}

func TestEveryLimitHasWords(t *testing.T) {
	for _, limit := range strings.Fields("limit run-time events bytes live-events live-bytes client-bytes steps") {
		for _, lang := range catalog.Languages {
			end := lab.End{Reason: lab.EndLimit, Detail: limit}
			if line := Ending(lang, &end); strings.Contains(line, "("+limit+")") || strings.Contains(line, "（"+limit+"）") {
				t.Errorf("%s: the line %q gives a code", lang, line)
			}
			if told, _ := Ended(lang, end); told.Text == "" || strings.HasPrefix(told.Text, limit) {
				t.Errorf("%s: the sentence of %s is %q", lang, limit, told.Text)
			}
		}
	}
}
