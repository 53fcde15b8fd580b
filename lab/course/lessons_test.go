package course

import (
	"testing"
)

func TestLoad(t *testing.T) {
	lessons, err := load(files())
	if err != nil {
		t.Fatal(err)
	}
	if len(lessons) != 11 {
		t.Errorf("%d lessons", len(lessons))
	}
}
