package findings

import (
	"context"
	"errors"
	"slices"
	"sync"

	"golang.org/x/sync/singleflight"
)

// The bounds of what a Cache keeps.
const (
	MaxCached      = 64
	MaxCachedBytes = 64 << 20
)

// Cache keeps the analyses of the ended runs that were asked for last. The zero
// Cache is empty; it is safe for concurrent use.
type Cache struct {
	making singleflight.Group

	mu    sync.Mutex
	kept  []cached // the one that was asked for last is the last
	bytes int
}

type cached struct {
	run string
	*Analysis
}

// Of returns the analysis of a run, made by create where it is not kept. All who
// ask at the same time wait for the one who was first; those who ask for other
// runs do not. The error is that of create, and is not kept.
func (c *Cache) Of(ctx context.Context, run string, create func(context.Context) (*Analysis, error)) (*Analysis, error) {
	for {
		if a, ok := c.Find(run); ok {
			return a, nil
		}
		made, err, _ := c.making.Do(run, func() (any, error) {
			a, err := create(ctx)
			if err == nil {
				c.keep(run, a)
			}
			return a, err
		})
		if err == nil {
			return made.(*Analysis), nil
		}
		// Only the one who was first may have left.
		if ctx.Err() != nil || !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
			return nil, err
		}
	}
}

// Find returns the analysis of a run that is kept.
func (c *Cache) Find(run string) (a *Analysis, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.kept, func(one cached) bool { return one.run == run })
	if i < 0 {
		return nil, false
	}
	one := c.kept[i]
	c.kept = append(slices.Delete(c.kept, i, i+1), one)
	return one.Analysis, true
}

// keep drops those that were not asked for longest, to make room. An analysis
// that would take all of it is not kept.
func (c *Cache) keep(run string, a *Analysis) {
	c.mu.Lock()
	defer c.mu.Unlock()
	size := a.Size()
	if size > MaxCachedBytes || slices.ContainsFunc(c.kept, func(one cached) bool { return one.run == run }) {
		return
	}
	for len(c.kept) > 0 && (len(c.kept) >= MaxCached || c.bytes+size > MaxCachedBytes) {
		c.bytes -= c.kept[0].Size()
		c.kept = slices.Delete(c.kept, 0, 1)
	}
	c.kept = append(c.kept, cached{run, a})
	c.bytes += size
}
