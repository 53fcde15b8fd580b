package findings

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"stickylab/lab/boundary"
)

// pair is a row of two numbers.
type pair struct{ a, b int64 }

func (r pair) pack() fields        { return fields{0: r.a, maxFields - 1: r.b} }
func (pair) unpack(f *fields) pair { return pair{f[0], f[maxFields-1]} }
func (r pair) key() int64          { return r.a }
func (r pair) after(pair) pair     { return r }

func TestPackedKeepsItsRows(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, blockRows - 1, blockRows, blockRows + 1, 3 * blockRows, 3*blockRows + 5} {
		var p packed[pair]
		var want []pair
		at := int64(0)
		for range n {
			at += random.Int64N(3)
			one := pair{at, random.Int64() - random.Int64()}
			want = append(want, one)
			p.add(one)
		}
		if p.len() != n {
			t.Errorf("%d rows, want %d", p.len(), n)
		}
		for i, one := range want {
			if got := p.at(i); got != one {
				t.Fatalf("of %d, row %d is %v, want %v", n, i, got, one)
			}
		}
		for _, start := range []int{0, 1, blockRows - 1, blockRows, n - 1, n} {
			i := max(start, 0)
			for at, got := range p.from(max(start, 0)) {
				if at != i || got != want[i] {
					t.Fatalf("of %d from %d: %d %v, want %d %v", n, start, at, got, i, want[i])
				}
				i++
			}
			if i < n {
				t.Errorf("of %d from %d: ended at %d", n, start, i)
			}
		}
	}
}

func TestPackedSearch(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, blockRows - 1, blockRows, blockRows + 1, 5*blockRows + 3} {
		var p packed[pair]
		var all []int64
		at := int64(0)
		for range n {
			at += random.Int64N(3)
			all = append(all, at)
			p.add(pair{a: at})
		}
		for value := int64(-1); value <= at+1; value++ {
			want := n
			for i, a := range all {
				if a >= value {
					want = i
					break
				}
			}
			if got := p.search(func(r pair) bool { return r.a >= value }); got != want {
				t.Fatalf("of %d, the first >= %d is %d, want %d", n, value, got, want)
			}
		}
	}
}

func TestPackedIsPutInOrder(t *testing.T) {
	var p packed[sample]
	for _, left := range []int64{5, 3, 9, 3} { // as Seq
		p.add(sample{Sample: boundary.Sample{Seq: int(left), Left: left, Segs: int32(p.len())}})
	}
	p.finish()
	var got []string
	for _, s := range p.from(0) {
		got = append(got, fmt.Sprintf("%d added %d reach %d", s.Left, s.Segs, s.reach))
	}
	if want := "3 added 1 reach 3; 3 added 3 reach 3; 5 added 0 reach 5; 9 added 2 reach 9"; strings.Join(got, "; ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), want)
	}
}
