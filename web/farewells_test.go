package web

import (
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

func newFarewells() *farewells { return &farewells{} }

func TestAFarewellIsMadeOnceForAllViewers(t *testing.T) {
	var (
		kept   = newFarewells()
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

// Viewers of a large run wait for its farewell; those of other runs do not.
func TestAFarewellDoesNotDelayThatOfAnotherRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kept, large := newFarewells(), newHeld()
		var received atomic.Int32
		for range 3 * maxScans {
			go func() {
				text, err := kept.of(runIn{"large", en}, func() ([]byte, error) {
					text, err := large.work()
					return []byte(text), err
				})
				if string(text) != "held" || err != nil {
					t.Errorf("a viewer of the large run: got %q, %v", text, err)
				}
				received.Add(1)
			}()
		}
		<-large.begun
		synctest.Wait()
		text, err := kept.of(runIn{"small", en}, func() ([]byte, error) { return []byte("bye"), nil })
		if string(text) != "bye" || err != nil || received.Load() != 0 {
			t.Errorf("the small run: got %q, %v after %d farewells of the large one, want %q after none", text, err, received.Load(), "bye")
		}
		close(large.end)
		synctest.Wait()
		if received.Load() != 3*maxScans {
			t.Errorf("%d viewers received the farewell of the large run, want %d", received.Load(), 3*maxScans)
		}
	})
}

func TestFarewellsAreBoundedAndFailuresAreNotKept(t *testing.T) {
	kept := newFarewells()
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
