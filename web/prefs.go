package web

import (
	"net/http"

	"golang.org/x/text/language"
)

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

// languageOf gives the reader's language: the one asked for now, else the one
// chosen before, else the best the browser accepts.
func languageOf(r *http.Request) string {
	if lang := chosen(r, langName); lang == zh || lang == en {
		return lang
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return zh
	}
	for _, tag := range tags {
		base, sure := tag.Base() // "*" has none, and English is guessed
		if lang := base.String(); sure == language.Exact && (lang == zh || lang == en) {
			return lang
		}
	}
	return zh
}

// themeOf gives "light", "dark", or empty for a reader who chose neither.
func themeOf(r *http.Request) string {
	if theme := chosen(r, themeName); theme == "light" || theme == "dark" {
		return theme
	}
	return ""
}

// chosen gives what the query asks for now, else what the cookie remembers.
func chosen(r *http.Request, name string) string {
	if value := r.URL.Query().Get(name); choice(name, value) {
		return value
	}
	if cookie, err := r.Cookie(name); err == nil {
		return cookie.Value
	}
	return ""
}

// choice tells whether a value can be chosen.
func choice(name, value string) bool {
	if name == langName {
		return value == zh || value == en
	}
	return value == "light" || value == "dark" || value == themeAuto
}

// contentLanguage gives the tag of a language for the Content-Language header.
func contentLanguage(lang string) string {
	if lang == en {
		return "en"
	}
	return "zh-CN"
}
