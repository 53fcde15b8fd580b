package web

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
)

// baseKey is the key of the path under which the lab is served in a request's context.
type baseKey struct{}

// under serves the lab under a path, as "/lab", empty for none. Requests that lack it,
// as those of a proxy that takes it off, are answered, too.
func under(base string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if base == "" {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == base { // its links would lead elsewhere
				to := *r.URL
				to.Path, to.RawPath = base+"/", ""
				http.Redirect(w, r, to.RequestURI(), http.StatusPermanentRedirect)
				return
			}
			below := r.WithContext(context.WithValue(r.Context(), baseKey{}, base))
			if strings.HasPrefix(r.URL.Path, base+"/") {
				to := *r.URL
				to.Path, to.RawPath = to.Path[len(base):], strings.TrimPrefix(to.RawPath, base)
				below.URL = &to
			}
			next.ServeHTTP(w, below)
		})
	}
}

// BasePathError refuses a base path that begins as addresses of the lab itself do: of a
// request there nobody could say whether a proxy has taken the base off.
type BasePathError struct {
	// Part is the part of the path that they have in common, as "/api".
	Part string
}

func (e *BasePathError) Error() string { return "web: the lab itself has addresses below " + e.Part }

// checkBase returns a *BasePathError where a base begins as some route does.
func checkBase(base string, all chi.Routes) error {
	first := firstPart(base)
	if first == "" {
		return nil
	}
	return chi.Walk(all, func(_, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if firstPart(route) == first {
			return &BasePathError{"/" + first}
		}
		return nil
	})
}

// firstPart is what stands between the first and the second slash of a path.
func firstPart(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return first
}

// at is the address of a path of the lab.
func at(ctx context.Context, path string) string { return baseOf(ctx) + path }

func baseOf(ctx context.Context) string {
	base, _ := ctx.Value(baseKey{}).(string)
	return base
}

// lead answers with another page of the lab, at a path.
func lead(w http.ResponseWriter, r *http.Request, path string) {
	http.Redirect(w, r, at(r.Context(), path), http.StatusSeeOther)
}

// addressed are the attributes of pages that hold addresses.
var addressed = []string{"href", "src", "action", "formaction", "data-feed", "data-address", "data-kit", "data-worker"}

// rebased is a page under a base. The addresses in pages begin with a slash; nothing
// that is not ours has a quotation mark that is not escaped.
func rebased(page []byte, base string) []byte {
	if base == "" {
		return page
	}
	var pairs []string
	for _, name := range addressed {
		begin := " " + name + `="/`
		pairs = append(pairs, begin, begin[:len(begin)-1]+base+"/")
	}
	var out bytes.Buffer
	_, _ = strings.NewReplacer(pairs...).WriteString(&out, string(page)) // a buffer takes all
	return out.Bytes()
}
