# make test    everything that CI checks, on a fresh Debian machine too
# make check   everything but browsers and long runs, within 3 minutes
# make docker-test   the image, in the engine of this machine (not part of make test)
# make run     the lab on http://localhost:8035
# make build   bin/stickylab, one static file
# make bench   the ratios that the lab is held to
# make generate, make fmt    after a change of a .templ file, a module or a sheet, before a commit
# make picture               the README's picture, from a real run

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory

GOFUMPT_VERSION := v0.12.0
GOLANGCI_VERSION := v2.15.0

BIN := $(CURDIR)/.bin
GOFUMPT := $(BIN)/gofumpt-$(GOFUMPT_VERSION)
GOLANGCI := $(BIN)/golangci-lint-$(GOLANGCI_VERSION)
JS := static/js
JS_READY := $(JS)/node_modules/.ready

.PHONY: test check docker-test run build bench generate fmt picture
.PHONY: system generated format lint cross js go-test go-check

test: system generated format lint cross js go-test

check: system generated format js go-check

# It builds the image as the README says, and takes about twelve minutes. It reads the
# processes of the containers in /proc, so it runs as root where the engine is.
docker-test:
	go test -count=1 -tags docker -timeout 60m -v ./cmd/stickylab/docker

run:
	go run ./cmd/stickylab

build:
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/stickylab ./cmd/stickylab

# One line a ratio: name, ours, the other's, ratio, target, and what else was
# counted. BENCH=Ratio06 runs only those.
BENCH ?= Ratio
bench: system
	@go test -p 1 -run '^$$' -bench '^Benchmark$(BENCH)' -benchtime 1x -timeout 30m ./... | awk ' \
	  !/^Benchmark/ { if (/FAIL|---|panic|^ +/) print; next } \
	  { name = $$1; sub(/^Benchmark/, "", name); sub(/-[0-9]+$$/, "", name); ours = theirs = ratio = target = rest = ""; \
	    for (i = 3; i < NF; i += 2) { value = $$i; unit = $$(i + 1); \
	      if (sub(/^ours-/, "", unit)) ours = value " " unit; else if (sub(/^theirs-/, "", unit)) theirs = value " " unit; \
	      else if (unit == "ratio") ratio = value; else if (unit ~ /-at-(most|least)$$/) { \
	        target = (unit ~ /most$$/ ? "<= " : ">= ") value; sub(/-at-[a-z]+$$/, "", unit); if (unit != "ratio") target = target " " unit } \
	      else rest = rest "  " value " " unit } \
	    printf "%-36s ours %-16s other %-16s ratio %-8s target %s%s\n", name, ours, theirs, ratio, target, rest }'

generate:
	go tool templ generate
	go generate ./static

fmt: $(GOFUMPT) $(JS_READY)
	go tool templ fmt web
	go tool templ generate
	$(GOFUMPT) -w .
	cd $(JS) && npm run --silent fmt

picture: system
	go test -count=1 -run '^TestReadmePicture$$' ./cmd/stickylab -args -picture

# What the tests need of the system; only what is missing is installed.
system:
	@missing=(); \
	need() { command -v "$$1" >/dev/null || missing+=("$$2"); }; \
	need gcc gcc; need python3 python3; need node nodejs; need npm npm; need chromium chromium; need chromium-headless-shell chromium-headless-shell; need firefox-esr firefox-esr; need strace strace; need tshark tshark; need pdftotext poppler-utils; need nginx nginx-light; need redis-server redis-server; need curl curl; need caddy caddy; \
	fc-list ':lang=zh' 2>/dev/null | grep -q . || missing+=(fontconfig fonts-noto-cjk); \
	[ $${#missing[@]} -eq 0 ] && exit 0; \
	echo "system: installing $${missing[*]}"; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get update -qq; \
	apt-get install -y -qq --no-install-recommends "$${missing[@]}" libc6-dev >/dev/null </dev/null

$(GOFUMPT):
	GOBIN=$(BIN) go install mvdan.cc/gofumpt@$(GOFUMPT_VERSION)
	mv $(BIN)/gofumpt $@

$(GOLANGCI):
	GOGC=400 GOBIN=$(BIN) go install -ldflags=-s github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv $(BIN)/golangci-lint $@

$(JS_READY): $(JS)/package.json $(JS)/package-lock.json
	cd $(JS) && npm ci --ignore-scripts --no-audit --no-fund </dev/null
	touch $@

# Generated files are committed. They are current when generating them again
# changes none and adds none; a tree that is dirty otherwise does not matter.
generated:
	@sums() { { find web -name '*_templ.go'; find static/dist static/chunks.go -type f; } | sort | xargs -r sha256sum; }; \
	before=$$(sums); go tool templ generate >/dev/null; go generate ./static; after=$$(sums); \
	[ "$$before" = "$$after" ] && exit 0; \
	echo 'generated: these files were not current; make generate, then commit them:'; \
	diff <(echo "$$before") <(echo "$$after") | sed -n 's/^[<>] [0-9a-f]*  /  /p' | sort -u; exit 1

format: $(GOFUMPT)
	@untidy=$$($(GOFUMPT) -l .); [ -z "$$untidy" ] || { printf 'format: make fmt would change\n%s\n' "$$untidy"; exit 1; }

# go vet is one of its linters. GOGC=400: a sixth less work for the same answer.
lint: $(GOLANGCI)
	GOGC=400 $(GOLANGCI) run --build-tags docker ./...

# The lab is for Linux; elsewhere it must build and run what it can: cmd/stickylab/elsewhere
# has the types of other systems. What only tests and generators need is not built. The file is
# not kept, so nothing is inlined into it: a third less work.
cross:
	CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -gcflags=all=-l -o /dev/null ./cmd/stickylab

js: $(JS_READY)
	cd $(JS) && npm run --silent check
	cd $(JS) && npm run --silent fmt:check
	cd $(JS) && node --test --test-concurrency=2 --test-reporter=spec $$(find . -path ./node_modules -prune -o -name '*.test.js' -print) </dev/null

# No package takes more than six minutes of a machine with two cores; the timeout is for
# one that has other work. Without the race detector, which makes them several times as
# long, go packages that start no goroutine (frame, guess), a hundred runs of every lesson,
# which ask what the kernel does, and the program as a whole and in a browser, which ask
# what it says and shows: what is concurrent in the lab and on the web has its tests with it.
# The longest come first, so that nothing waits for them in the end; three at once, for
# some wait most of their time.
UNRACED := ^stickylab/(cmd/stickylab(/.*)?|lab/frame|lab/guess|lab/player/lessons)$$
go-test:
	go test -p 3 -vet=off -race -shuffle=on -timeout 20m $$(go list ./... | grep -vE '$(UNRACED)' | sort -r)
	go test -p 3 -vet=off -shuffle=on -timeout 20m $$(go list ./... | grep -E '$(UNRACED)' | sort -r)

# The packages below browser drive one.
go-check:
	go vet ./...
	go test -short -timeout 10m $$(go list ./... | grep -v '/cmd/stickylab/browser')
