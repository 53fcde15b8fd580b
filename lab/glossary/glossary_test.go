package glossary

import (
	"regexp"
	"testing"
)

func TestTermsAreWhole(t *testing.T) {
	all := Terms()
	if len(all) < 30 {
		t.Errorf("%d terms, want 30 at least", len(all))
	}
	names := map[string]bool{}
	for _, term := range all {
		if names[term.Name] || term.Lesson == "" || term.Word("en") == "" || term.Means("en") == "" || term.Word("fr") != term.zh.word {
			t.Errorf("%+v", term)
		}
		names[term.Name] = true
		if !regexp.MustCompile(`\p{Han}`).MatchString(term.Means("zh")) || regexp.MustCompile(`\p{Han}`).MatchString(term.Word("en")+term.Means("en")) {
			t.Errorf("%s: %q, %q", term.Name, term.Means("zh"), term.Means("en"))
		}
	}
	for _, broken := range []string{"zh a | b", "x\nzh a", "x\nfr a | b"} {
		if _, err := parse(broken); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}

func TestLink(t *testing.T) {
	link := func(name, text string) string { return `<a class="term" href="/g#` + name + `">` + text + "</a>" }
	for _, one := range []struct{ lang, html, want string }{
		{"zh", "<p>字节在接收队列里，接收队列满了</p>", "<p>字节在" + link("receive-queue", "接收队列") + "里，接收队列满了</p>"},
		{"zh", "<p>关掉 <code>Nagle 算法</code></p>", "<p>关掉 <code>Nagle 算法</code></p>"},
		{"zh", `<a href="/x">粘包</a>，粘包`, `<a href="/x">粘包</a>，` + link("sticky", "粘包")},
		{"en", "<p>Segments, not sends</p>", "<p>" + link("segment", "Segments") + ", not sends</p>"},
		{"en", "<p>a framework</p>", "<p>a framework</p>"},
		{"en", "<p>TCP_NODELAY_X websocket</p>", "<p>TCP_NODELAY_X websocket</p>"},
		{"en", "<p>1 &lt; 2", "<p>1 &lt; 2"},
		{"en", "<h3>A frame</h3>", "<h3>A frame</h3>"},
	} {
		if got := Link(one.lang, one.html, "/g"); got != one.want {
			t.Errorf("%q: %q, want %q", one.html, got, one.want)
		}
	}
}
