package pack

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

func TestCacheParsesOnce(t *testing.T) {
	var c formatCache
	first, _ := c.get("!IHB")
	second, _ := c.get("!IHB")
	if first != second {
		t.Error("got two formats for one text")
	}
}

func TestCacheKeepsNoErrorAndNothingLong(t *testing.T) {
	var c formatCache
	if _, err := c.get("Z"); err == nil {
		t.Error("got no error for Z")
	}
	if _, err := c.get(strings.Repeat("b", cacheTextMax+1)); err != nil {
		t.Error(err)
	}
	for i := range c {
		if f := c[i].Load(); f != nil {
			t.Errorf("slot %d keeps %q", i, f)
		}
	}
}

func TestCacheSurvivesManyFormatsAtOnce(t *testing.T) {
	var c formatCache
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 2000 {
				n := (i*7 + worker) % 700
				f, err := c.get(fmt.Sprintf("!%dx", n))
				if err != nil || f.Size() != n {
					t.Errorf("got %v, %v for a format of %d bytes", f, err, n)
					return
				}
			}
		})
	}
	wg.Wait()
}
