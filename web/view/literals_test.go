package view

import "testing"

func TestLiteralName(t *testing.T) {
	token := func(text string, literal int) Token { return Token{Text: text, Literal: literal} }
	one := placed{Line{Tokens: []Token{token("data = conn.recv(", -1), token("10", 3), token(")", -1)}}, "server.py", 7}
	two := placed{Line{Tokens: []Token{token("s.send(struct.pack(", -1), token("'!I'", 0), token(", ", -1), token("5", 1), token(") + ", -1), token("b'x'", 2), token(")", -1)}}, "client.py", 3}
	bare := placed{Line{Tokens: []Token{token("size = ", -1), token("8", 0)}}, "client.py", 1}
	for _, tt := range []struct {
		at     placed
		token  int
		zh, en string
	}{
		{one, 1, "server.py 第 7 行 recv 的参数", "server.py line 7, argument of recv"},
		{two, 3, "client.py 第 3 行 pack 的参数，3 个里的第 2 个", "client.py line 3, argument of pack, 2 of 3"},
		{two, 5, "client.py 第 3 行 send 的参数，3 个里的第 3 个", "client.py line 3, argument of send, 3 of 3"},
		{bare, 1, "client.py 第 1 行 可改的值", "client.py line 1, value you may change"},
	} {
		for lang, want := range map[string]string{"zh": tt.zh, "en": tt.en} {
			if got := tt.at.literalName(lang, tt.at.Tokens[tt.token]); got != want {
				t.Errorf("%s: got %q, want %q", lang, got, want)
			}
		}
	}
}
