package view

import (
	"strconv"

	"stickylab/lab/words"

	"stickylab/lab"
)

// WaitTokens says what a wait waits for, as the comment that it is in a
// program: only the lab can do it.
func WaitTokens(lang string, wait lab.Wait) []Token {
	key := "wait.call"
	if wait.Call == "end" {
		key = "wait.end"
	}
	peer := T(lang, "wait.named", wait.Peer)
	if Has("js.peer." + wait.Peer) {
		peer = words.PeerIn(lang, wait.Peer)
	}
	text := T(lang, key, peer, wait.Call, nth(lang, wait.Count))
	return []Token{{Kind: "comment", Text: text, Literal: -1}}
}

// nth writes a place in an order: 1st, 2nd, 3rd, 4th in English.
func nth(lang string, n int) string {
	digits := strconv.Itoa(n)
	if lang != "en" {
		return digits
	}
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			return digits + "st"
		case 2:
			return digits + "nd"
		case 3:
			return digits + "rd"
		}
	}
	return digits + "th"
}
