package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// instruction is one line of a Dockerfile.
type instruction struct{ word, rest string }

func TestImage(t *testing.T) {
	for _, complaint := range checkImage(readDockerfile(mustRead(t, "Dockerfile"))) {
		t.Error("Dockerfile: " + complaint)
	}
}

// checkImage says what is wrong with the last stage, the one that is shipped.
func checkImage(lines []instruction) []string {
	var complaints []string
	complain := func(format string, args ...any) { complaints = append(complaints, fmt.Sprintf(format, args...)) }
	stage := lastStage(lines)
	if len(stage) == 0 || stage[0].rest != "scratch" {
		return []string{"the last stage is FROM scratch: there is nothing in it to break into"}
	}
	// A name would need an /etc/passwd, and Kubernetes' runAsNonRoot wants a number.
	if user := last(stage, "USER"); !regexp.MustCompile(`^[1-9]\d*(:[1-9]\d*)?$`).MatchString(user) {
		complain("USER %q: want a number that is not root's", user)
	}
	if entry := commandWords(last(stage, "ENTRYPOINT")); !slices.Equal(entry, []string{"/stickylab"}) {
		complain("ENTRYPOINT %q: want [\"/stickylab\"], there is no shell", last(stage, "ENTRYPOINT"))
	}
	_, check, _ := strings.Cut(last(stage, "HEALTHCHECK"), "CMD ")
	if !slices.Equal(commandWords(check), []string{"/stickylab", "healthcheck"}) {
		complain("HEALTHCHECK %q: want the binary's own, there is no curl", last(stage, "HEALTHCHECK"))
	}
	if env := last(stage, "ENV"); env != "STICKYLAB_LISTEN=0.0.0.0:8035" {
		complain("ENV %q: a published port leads to the container's outer address, not to its loopback", env)
	}
	if port := last(stage, "EXPOSE"); port != "8035" {
		complain("EXPOSE %q: want 8035", port)
	}
	for _, line := range lines {
		if line.word == "RUN" && strings.Contains(line.rest, "go build") && !strings.Contains(line.rest, "CGO_ENABLED=0") {
			complain("go build without CGO_ENABLED=0: the binary would look for a libc that is not there")
		}
	}
	return complaints
}

// readDockerfile splits the text into instructions, without comments and with
// continued lines joined.
func readDockerfile(text string) []instruction {
	text = regexp.MustCompile(`(?m)^\s*#.*\n`).ReplaceAllString(text, "")
	text = regexp.MustCompile(`\\\n\s*`).ReplaceAllString(text, "")
	var lines []instruction
	for line := range strings.Lines(text) {
		if word, rest, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			lines = append(lines, instruction{strings.ToUpper(word), strings.TrimSpace(rest)})
		}
	}
	return lines
}

// lastStage is what follows the last FROM, with it.
func lastStage(lines []instruction) []instruction {
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].word == "FROM" {
			return lines[i:]
		}
	}
	return nil
}

func last(stage []instruction, word string) string {
	for i := len(stage) - 1; i >= 0; i-- {
		if stage[i].word == word {
			return stage[i].rest
		}
	}
	return ""
}

// commandWords reads the JSON form of a command; the shell form gives nil.
func commandWords(command string) []string {
	var list []string
	if json.Unmarshal([]byte(command), &list) != nil {
		return nil
	}
	return list
}

func TestCheckImageFindsBrokenRules(t *testing.T) {
	good := mustRead(t, "Dockerfile")
	tests := []struct{ name, from, to, want string }{
		{"as it is", "", "", ""},
		{"a base with a shell", "FROM scratch", "FROM alpine", "FROM scratch"},
		{"root by name", "USER 65532:65532", "USER root", "USER"},
		{"root by number", "USER 65532:65532", "USER 0", "USER"},
		{"nobody said who", "USER 65532:65532\n", "", "USER"},
		{"a shell that is not there", `ENTRYPOINT ["/stickylab"]`, "ENTRYPOINT /stickylab", "ENTRYPOINT"},
		{"a tool that is not there", `["/stickylab", "healthcheck"]`, `["curl", "-f", "localhost"]`, "HEALTHCHECK"},
		{"loopback only", "=0.0.0.0:8035", "=127.0.0.1:8035", "a published port"},
		{"another port", "EXPOSE 8035", "EXPOSE 80", "EXPOSE"},
		{"bound to a libc", "CGO_ENABLED=0 ", "", "CGO_ENABLED=0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(good, tt.from) {
				t.Fatalf("Dockerfile has no %q to break", tt.from)
			}
			broken := strings.Replace(good, tt.from, tt.to, 1)
			oneComplaint(t, checkImage(readDockerfile(broken)), tt.want)
		})
	}
}
