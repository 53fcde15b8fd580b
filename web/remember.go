package web

import "net/http"

// remember sets the cookies of what the query chooses.
func remember(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		for _, name := range []string{langName, themeName} {
			if value := query.Get(name); choice(name, value) {
				setCookie(w, r, choiceCookie(name, value))
			}
		}
		next.ServeHTTP(w, r)
	})
}

// setCookie sets a cookie of the lab: only for its own pages, and only over TLS where
// they came by it.
func setCookie(w http.ResponseWriter, r *http.Request, cookie *http.Cookie) {
	cookie.Path, cookie.Secure = at(r.Context(), "/"), secure(r)
	http.SetCookie(w, cookie)
}

func choiceCookie(name, value string) *http.Cookie {
	cookie := &http.Cookie{
		Name: name, Value: value, MaxAge: rememberSeconds,
		HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
	if value == themeAuto {
		cookie.Value, cookie.MaxAge = "", -1
	}
	return cookie
}

// remembered answers a request that only chose something.
func remembered(w http.ResponseWriter, _ *http.Request) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}
