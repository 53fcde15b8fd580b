package class

import (
	"testing"

	"stickylab/lab/script"
)

// A script that is refused as it is written would harm nobody.
func TestHostileScriptsCanBeRun(t *testing.T) {
	for _, text := range hostileScripts() {
		if _, err := script.Parse(text); err != nil {
			t.Errorf("%v", err)
		}
	}
}
