package students

import (
	"strings"
	"testing"
)

func TestAll(t *testing.T) {
	all, err := All()
	if err != nil || len(all) < 74 {
		t.Fatalf("%d cases, %v; want 74", len(all), err)
	}
	for _, c := range all {
		if len(c.Files) == 0 {
			t.Errorf("%s has no program", c.Name)
		}
		for _, f := range c.Files {
			if text := f.At("4711"); strings.Contains(text, Port) || text == "" {
				t.Errorf("%s/%s is %q", c.Name, f.Name, text)
			}
		}
	}
}

// Programs of several tests run beside each other: a port is given out once.
func TestPortsAreGivenOutOnce(t *testing.T) {
	given := map[string]bool{}
	for range 500 {
		given[FreePort()] = true
	}
	if len(given) != 500 {
		t.Errorf("500 ports are %d", len(given))
	}
}
