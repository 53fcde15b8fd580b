// Package proxied looks at the lab behind real reverse proxies, as the README sets them up.
package proxied

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"stickylab/cmd/stickylab/browser"
)

// recipe is the configuration that the README has in a block of a kind.
func recipe(t *testing.T, kind string) string {
	t.Helper()
	readme, err := os.ReadFile(filepath.Join(browser.ModuleRoot(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)```" + kind + "\n(.*?)```").FindSubmatch(readme)
	if found == nil {
		t.Fatalf("the README has no recipe for %s", kind)
	}
	return string(found[1])
}

// with puts what is so here in the place of what the README has; each has to be there.
func with(t *testing.T, text string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the recipe has no %q", pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

// certificate writes a certificate for this machine that nobody vouches for.
func certificate(t *testing.T, folder string) (cert, key string) {
	t.Helper()
	secret, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"localhost"},
	}
	der, err := x509.CreateCertificate(rand.Reader, of, of, secret.Public(), secret)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(folder, "lab.pem"), filepath.Join(folder, "lab.key")
	for name, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

// start starts a proxy and waits until it answers for the lab.
func start(t *testing.T, url string, command ...string) {
	t.Helper()
	output, err := os.Create(filepath.Join(t.TempDir(), "output"))
	if err != nil {
		t.Fatal(err)
	}
	proxy := exec.Command(command[0], command[1:]...)
	proxy.Stdout, proxy.Stderr = output, output
	proxy.Env = append(os.Environ(), "HOME="+t.TempDir(), "XDG_DATA_HOME="+t.TempDir(), "XDG_CONFIG_HOME="+t.TempDir())
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = proxy.Process.Signal(syscall.SIGTERM)
		_ = proxy.Wait()
		_ = output.Close()
		if t.Failed() {
			said, _ := os.ReadFile(output.Name())
			t.Logf("%s said: %s", command[0], said)
		}
	})
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true}} //nolint:gosec // a certificate of this test
	defer client.CloseIdleConnections()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); <-time.After(10 * time.Millisecond) {
		response, err := client.Get(url + "/healthz")
		if err != nil {
			continue
		}
		_ = response.Body.Close()
		if response.StatusCode == http.StatusOK {
			if response.ProtoMajor != 2 {
				t.Errorf("%s speaks %s, want HTTP/2", command[0], response.Proto)
			}
			return
		}
	}
	said, _ := os.ReadFile(output.Name())
	t.Fatalf("%s does not answer on %s: %s", command[0], url, said)
}

// nginx serves a lab by the recipe, changed by further pairs, and returns its address.
func nginx(t *testing.T, lab string, changes ...string) string {
	t.Helper()
	folder := t.TempDir()
	cert, key := certificate(t, folder)
	address := browser.FreeAddress(t)
	conf := with(t, recipe(t, "nginx"), append([]string{
		"listen 443", "listen " + address, "/etc/ssl/lab.pem", cert, "/etc/ssl/lab.key", key, "http://127.0.0.1:8035", lab,
	}, changes...)...)
	user := ""
	if os.Geteuid() == 0 {
		user = "user root;\n"
	}
	whole := user + "daemon off;\nworker_processes 1;\nerror_log stderr;\npid " + folder + "/pid;\nevents {}\nhttp {\naccess_log off;\n"
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		whole += kind + "_temp_path " + folder + "/" + kind + ";\n"
	}
	file := filepath.Join(folder, "nginx.conf")
	if err := os.WriteFile(file, []byte(whole+conf+"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	url := "https://" + address + "/lab"
	start(t, url, "nginx", "-e", "stderr", "-p", folder, "-c", file)
	return url
}

// caddy is nginx for the other recipe.
func caddy(t *testing.T, lab string, changes ...string) string {
	t.Helper()
	folder := t.TempDir()
	cert, key := certificate(t, folder)
	address := browser.FreeAddress(t)
	conf := "{\n    admin off\n    auto_https off\n}\n" + with(t, recipe(t, "caddy"), append([]string{
		"lab.example", "https://" + address, "/etc/ssl/lab.pem", cert, "/etc/ssl/lab.key", key, "127.0.0.1:8035", strings.TrimPrefix(lab, "http://"),
	}, changes...)...)
	file := filepath.Join(folder, "Caddyfile")
	if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	url := "https://" + address + "/lab"
	start(t, url, "caddy", "run", "--adapter", "caddyfile", "--config", file)
	return url
}

// Behind each proxy a reader opens, runs and follows; what comes how is said.
func TestBehindProxies(t *testing.T) {
	lab := browser.Build(t).Serve(t, "-base-path", "/lab", "-trust-proxy", "127.0.0.1")
	chromium := browser.NewTrusting(t)
	const noUpgrade = "        proxy_set_header Upgrade           $http_upgrade;\n        proxy_set_header Connection        $connection_upgrade;\n"
	const plain = "        proxy_set_header Connection \"\";\n        proxy_read_timeout 5s;\n"
	tab := func(t *testing.T, url string, expected ...string) *browser.Tab {
		return browser.NewTab(t, chromium, strings.TrimSuffix(url, "/lab"), expected...)
	}
	// A WebSocket that is refused is told in the console by the browser itself.
	const refused = "WebSocket connection to"
	t.Run("nginx", func(t *testing.T) {
		p := tab(t, nginx(t, lab, "client_max_body_size 20m;", "client_max_body_size 20m;\n        proxy_read_timeout 5s;"))
		comes(t, p, "websocket", "1s")
		silentForLong(t, p)
		everythingIsThere(t, p)
	})
	t.Run("nginx without upgrade", func(t *testing.T) {
		comes(t, tab(t, nginx(t, lab, noUpgrade, plain), refused, "426"), "stream", "1s")
	})
	t.Run("nginx that keeps answers", func(t *testing.T) {
		comes(t, tab(t, nginx(t, lab, noUpgrade, plain+"        proxy_ignore_headers X-Accel-Buffering;\n        proxy_buffering on;\n", "proxy_http_version 1.1", "proxy_http_version 1.0"), refused, "426"), "poll", "12s")
	})
	t.Run("caddy", func(t *testing.T) {
		p := tab(t, caddy(t, lab))
		comes(t, p, "websocket", "1s")
		everythingIsThere(t, p)
	})
	t.Run("caddy without upgrade", func(t *testing.T) {
		to := "reverse_proxy /lab* " + strings.TrimPrefix(lab, "http://")
		comes(t, tab(t, caddy(t, lab, to, to+" {\n        header_up -Upgrade\n        header_up -Connection\n    }"), refused, "426"), "stream", "1s")
	})
}

// long pauses in its middle.
const long = "tcp\nserver:\n    listen 1\n    accept\n    recv 10\n    sleep 2s\n    send \"bye\"\nclient:\n    connect\n    send \"hello\"\n    recv 10\n"

// comes runs something that pauses and finds out how its events came.
func comes(t *testing.T, p *browser.Tab, way, pause string) {
	t.Helper()
	p.Open("/lab/script?lang=en")
	p.Until("the bench is alive", browser.Available("[data-run]"))
	p.Write("textarea", strings.Replace(long, "sleep 2s", "sleep "+pause, 1))
	p.Run()
	p.Open("/lab/fidelity?lang=en")
	p.Until("the way is said", `[...document.querySelectorAll("[data-feed-way]")].filter((one) => !one.hidden).map((one) => one.dataset.feedWay).join() === `+browser.Quote(way))
}

// silentForLong follows a run that says nothing for longer than the proxy waits.
func silentForLong(t *testing.T, p *browser.Tab) {
	t.Helper()
	p.Open("/lab/script?lang=en")
	p.Until("the bench is alive", browser.Available("[data-run]"))
	p.Write("textarea", strings.Replace(long, "sleep 2s", "sleep 7s", 1))
	p.Click("[data-run]")
	p.Until("the run has begun", `Number(document.querySelector('[data-tab="events"] [data-count]')?.textContent ?? 0) > 0`)
	<-time.After(6 * time.Second) // the proxy has cut the feed by now
	p.Ended()
}

// everythingIsThere follows all that pages name and posts their forms.
func everythingIsThere(t *testing.T, p *browser.Tab) {
	t.Helper()
	p.Open("/lab/lessons/hello-feng")
	p.Until("the lesson is alive", browser.Available("[data-run]"))
	p.Run()
	id := p.RunID()
	wrong := browser.Await[[]string](p, `(async () => {
		const wrong = [], seen = new Set();
		const look = async (path) => {
			const answer = await fetch(path, { headers: { Accept: "text/html" } });
			if (!answer.ok) wrong.push(path + ": " + answer.status);
			if (!new URL(answer.url).pathname.startsWith("/lab/")) wrong.push(path + " leads to " + answer.url);
			return answer.text();
		};
		for (const page of ["/lab", "/lab/lessons/hello-feng", "/lab/script", "/lab/struct", "/lab/framing", "/lab/compare", "/lab/fidelity", "/lab/runs/`+id+`"]) {
			const root = new DOMParser().parseFromString(await look(page), "text/html");
			for (const one of root.querySelectorAll("[href], [src], [action], [formaction]")) {
				for (const name of ["href", "src", "action", "formaction"]) {
					const to = one.getAttribute(name);
					if (!to?.startsWith("/")) continue;
					if (!to.startsWith("/lab/")) wrong.push(page + " names " + to);
					const path = to.split("#")[0];
					if (name.endsWith("action") || seen.has(path) || seen.size > 150) continue;
					seen.add(path);
					await look(path);
				}
			}
		}
		if (seen.size < 80) wrong.push("only " + seen.size + " addresses were seen");
		return wrong;
	})()`)
	for _, one := range wrong {
		t.Error(one)
	}
	p.WithoutScripts()
	for page, button := range map[string]string{"/lab/lessons/hello-feng": "[data-run]", "/lab/framing?preset=tls": "[data-run]", "/lab/compare": "button.pair"} {
		p.Open(page)
		was := browser.Read[string](p, "location.href")
		p.Follow(button)
		p.Until("the form of "+page+" leads somewhere", `location.href !== `+browser.Quote(was)+` && document.readyState === "complete"`)
		if at := browser.Read[string](p, "location.pathname"); !strings.HasPrefix(at, "/lab/") {
			t.Errorf("the form of %s leads to %s", page, at)
		}
	}
}
