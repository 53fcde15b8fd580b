package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// unwanted are words for which the pages have another one: one thing has one name.
var unwanted = map[string]string{
	"数据段": "报文段", "复位": "重置", "抓取": "抓包", "捕获": "抓包", "粘连": "粘包", "连到一起": "粘在一起", "报文段没有捕获": "报文段没有抓到",
	"came to be": "a verb that says who did it", "Farther": "Going further", "Lesson before": "Previous lesson",
}

// texts are the files with what people read.
var texts = regexp.MustCompile(`(^|/)(zh|en|english|chinese)[^/]*\.(go|md)$`)

func TestOneThingHasOneName(t *testing.T) {
	read := 0
	for _, root := range []string{"../../lab", "../../web"} {
		tree := os.DirFS(root)
		err := fs.WalkDir(tree, ".", func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !texts.MatchString(path) {
				return err
			}
			read++
			text, err := fs.ReadFile(tree, path)
			for n, line := range strings.Split(string(text), "\n") {
				for word, better := range unwanted {
					if strings.Contains(line, word) && !strings.Contains(line, "js.find.names.") { // what people may look for
						t.Errorf("%s/%s:%d: %q, say %q: %s", root, path, n+1, word, better, strings.TrimSpace(line))
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if read < 100 {
		t.Errorf("only %d files with texts", read)
	}
}
