package web

import (
	"errors"
	"strconv"
	"sync"
	"testing"
)

func TestAFarewellIsMadeOnceForAllViewers(t *testing.T) {
	var (
		kept   farewells
		times  int
		wait   sync.WaitGroup
		create = func() ([]byte, error) { times++; return []byte("bye"), nil }
	)
	for range 100 {
		wait.Go(func() {
			if text, err := kept.of(runIn{"a", en}, create); err != nil || string(text) != "bye" {
				t.Errorf("got %q, %v", text, err)
			}
		})
	}
	wait.Wait()
	if times != 1 {
		t.Errorf("made %d times, want 1", times)
	}
	if _, _ = kept.of(runIn{"a", zh}, create); times != 2 {
		t.Errorf("made %d times, want one for each language", times)
	}
}

func TestFarewellsAreBoundedAndFailuresAreNotKept(t *testing.T) {
	var kept farewells
	failed := errors.New("failed")
	if _, err := kept.of(runIn{"a", en}, func() ([]byte, error) { return nil, failed }); !errors.Is(err, failed) {
		t.Errorf("error %v, want %v", err, failed)
	}
	for i := range 3 * maxFarewells {
		if _, err := kept.of(runIn{strconv.Itoa(i), en}, func() ([]byte, error) { return nil, nil }); err != nil {
			t.Fatal(err)
		}
	}
	if len(kept.made) > maxFarewells {
		t.Errorf("%d are kept, want at most %d", len(kept.made), maxFarewells)
	}
}
