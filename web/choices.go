package web

import "net/http"

// The cookies that remember what a reader chose, also the names of the query
// parameters that choose it.
const (
	langName  = "lang"
	themeName = "theme"
	// themeAuto is the choice to follow the reader's system: no cookie.
	themeAuto = "auto"
	// rememberSeconds is how long a choice is remembered: a year.
	rememberSeconds = 365 * 24 * 60 * 60
)

// themeOf returns "light", "dark", or empty for a reader who chose neither.
func themeOf(r *http.Request) string {
	if theme := chosen(r, themeName); theme == "light" || theme == "dark" {
		return theme
	}
	return ""
}

// chosen returns what the query asks for now, else what the cookie remembers.
func chosen(r *http.Request, name string) string {
	if value := r.URL.Query().Get(name); choice(name, value) {
		return value
	}
	if cookie, err := r.Cookie(name); err == nil {
		return cookie.Value
	}
	return ""
}

// choice reports whether a value can be chosen.
func choice(name, value string) bool {
	if name == langName {
		return value == zh || value == en
	}
	return value == "light" || value == "dark" || value == themeAuto
}
