package main

import (
	"flag"
	"os"
	"regexp"
	"strings"

	"stickylab/lab/catalog"
)

// Variables of the tests, which start the program with all that they were given: those that begin
// with testPrefix, and further interpreters of Python.
const (
	testPrefix  = envPrefix + "TEST_"
	testPythons = envPrefix + "PYTHONS"
)

// ofService matches what Kubernetes and links of Docker set for a service of the
// lab's name, as STICKYLAB_SERVICE_HOST and STICKYLAB_PORT_8035_TCP.
var ofService = regexp.MustCompile(`_SERVICE_(HOST|PORT)|_PORT($|_\d)`)

func envName(flagName string) string {
	return envPrefix + strings.ReplaceAll(strings.ToUpper(flagName), "-", "_")
}

// knownEnv refuses a variable that no flag of the set has, with the one that is most
// like it: the lab would be served without what it was to say.
func (p program) knownEnv(set *flag.FlagSet) error {
	known := map[string]bool{}
	set.VisitAll(func(f *flag.Flag) { known[envName(f.Name)] = true })
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, envPrefix) || strings.HasPrefix(name, testPrefix) || name == testPythons || known[name] {
			continue
		}
		if ofService.MatchString(name) {
			continue
		}
		best, least := "", len(name)
		for other := range known {
			if n := catalog.Distance(name, other); n < least || n == least && other < best {
				best, least = other, n
			}
		}
		p.sayf("cli.env-unknown", name, best)
		return errUsage
	}
	return nil
}
