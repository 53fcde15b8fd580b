package record

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"stickylab/lab"
)

func TestAStoreGivesBackWhatItWasGiven(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{0, 1, fewEvents, fewEvents + 1, chunkEvents - 1, chunkEvents, chunkEvents + 1, 3 * chunkEvents} {
		var s store
		want := make([]lab.Event, n)
		for i := range want {
			want[i] = randomEvent(random, i+1)
			s.add(&want[i])
		}
		if got := s.all(); s.len() != n || !reflect.DeepEqual(got, want) {
			t.Errorf("%d events of %d, got\n%+v\nwant\n%+v", s.len(), n, got, want)
		}
	}
}
