package web

import (
	"context"
	"net/http"

	"golang.org/x/text/language"
)

// languageKey is the key of the reader's language in a request's context.
type languageKey struct{}

// readLanguage puts the reader's language into the request's context.
func readLanguage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), languageKey{}, wantedLanguage(r))))
	})
}

// languageOf returns the reader's language, which readLanguage has found out.
func languageOf(r *http.Request) string {
	lang, _ := r.Context().Value(languageKey{}).(string)
	return lang
}

// wantedLanguage returns the language asked for now, else the one chosen
// before, else the best that the browser accepts.
func wantedLanguage(r *http.Request) string {
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

// contentLanguage returns the tag of a language for the Content-Language header.
func contentLanguage(lang string) string {
	if lang == en {
		return "en"
	}
	return "zh-CN"
}
