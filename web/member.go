package web

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	memberName = "member"
	// newMembers is how many members an address may bring at once, and
	// newMembersEvery how long it takes until it may bring one more: a class comes
	// at the same time, through one address where a container or a proxy is between.
	newMembers      = 90
	newMembersEvery = 2 * time.Second
	// maxAddresses is how many addresses are remembered. Above it those that may
	// bring as many as ever are forgotten.
	maxAddresses = 10_000
)

// members gives each browser an opaque id in a cookie, by which owners and limits
// go. It is no account: it says that two requests are of the same browser, and
// nothing more. An id is signed, so that nobody makes up another for each request;
// whoever has none shares the allowance of the address.
type members struct {
	key []byte
	now func() time.Time

	mu    sync.Mutex
	rates map[string]*rate.Limiter // of new members, by address
}

func newMembership(now func() time.Time) *members {
	key := make([]byte, sha256.Size)
	_, _ = rand.Read(key) // never fails
	return &members{key: key, now: now, rates: map[string]*rate.Limiter{}}
}

// clientKey is the key of the member in the context of a request.
type clientKey struct{}

// client is who a request comes from.
type client struct{ member, account string }

// identify puts who sent a request in its context. A browser that asks for a page
// and is no member becomes one, as of its next request.
func (m *members) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := client{account: addressOf(r.RemoteAddr)}
		if member, ok := m.memberOf(r); ok {
			from = client{member: member, account: member}
			if conn, _ := r.Context().Value(gatedKey{}).(*gated); conn != nil {
				conn.belongs(member)
			}
		} else if r.Method == http.MethodGet && wantsPage(r) && m.mayCome(from.account) {
			setCookie(w, r, m.cookie())
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), clientKey{}, from)))
	})
}

// memberOf returns the member in the context of a request, empty without one.
func memberOf(ctx context.Context) string {
	from, _ := ctx.Value(clientKey{}).(client)
	return from.member
}

// clientOf returns whose limits the work of a context counts against.
func clientOf(ctx context.Context) string {
	from, _ := ctx.Value(clientKey{}).(client)
	return from.account
}

// withClient makes a context for the work of a client.
func withClient(ctx context.Context, account string) context.Context {
	return context.WithValue(ctx, clientKey{}, client{account: account})
}

// memberOf reads the cookie, whose value is an id and its signature.
func (m *members) memberOf(r *http.Request) (id string, ok bool) {
	cookie, err := r.Cookie(memberName)
	if err != nil {
		return "", false
	}
	id, signature, _ := strings.Cut(cookie.Value, ".")
	if !hmac.Equal([]byte(signature), []byte(m.signature(id))) {
		return "", false
	}
	return strings.Clone(id), true // it is kept longer than the header that it is a part of
}

func (m *members) signature(id string) string {
	mac := hmac.New(sha256.New, m.key)
	mac.Write([]byte(id))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// cookie is that of a new member.
func (m *members) cookie() *http.Cookie {
	id := rand.Text()
	return &http.Cookie{
		Name: memberName, Value: id + "." + m.signature(id), MaxAge: rememberSeconds,
		HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// mayCome reports whether the address may bring one more member now.
func (m *members) mayCome(address string) bool {
	now := m.now()
	m.mu.Lock()
	defer m.mu.Unlock()
	one := m.rates[address]
	if one == nil {
		if len(m.rates) >= maxAddresses {
			m.forget(now)
		}
		if len(m.rates) >= maxAddresses {
			return false
		}
		one = rate.NewLimiter(rate.Every(newMembersEvery), newMembers)
		m.rates[strings.Clone(address)] = one
	}
	return one.AllowN(now, 1)
}

// forget forgets the addresses that may bring as many members as any.
func (m *members) forget(now time.Time) {
	for address, one := range m.rates {
		if one.TokensAt(now) >= newMembers {
			delete(m.rates, address)
		}
	}
}
