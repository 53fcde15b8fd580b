package findings

import "testing"

func TestBoundariesAreOnlySaidToBeThereWhereAllOfThemAre(t *testing.T) {
	tests := []struct {
		name string
		all  []Finding
		want Boundaries
	}{
		{"nothing was found", nil, BoundariesUnknown},
		{"messages ran together", []Finding{Coalesced{}}, BoundariesUnknown},
		{"datagrams", []Finding{Exact{}, EOF{}}, BoundariesKept},
		{"a stream that happened to fit", []Finding{Exact{Stream: true}}, BoundariesUnknown},
		{"headers", []Finding{Coalesced{}, Framed{}}, BoundariesFound},
		{"a decoder", []Finding{Coalesced{}, Split{}, Decoded{Frames: 2, Right: 2}}, BoundariesFound},
		{"a decoder with one frame more than messages", []Finding{Decoded{Frames: 4, Right: 2}}, BoundariesUnknown},
		{"a decoder of bytes of unknown origin", []Finding{Decoded{Frames: 2, Right: 2, Unheld: 2}}, BoundariesUnknown},
		{"headers, and something failed", []Finding{Framed{}, Failed{}}, BoundariesUnknown},
		{"datagrams, and some were lost", []Finding{Exact{}, Lost{}}, BoundariesUnknown},
		{"headers, and one waits", []Finding{Framed{}, Waiting{}}, BoundariesUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var f Findings
			for _, one := range tt.all {
				f.All = append(f.All, Found{Finding: one})
			}
			if got := f.Boundaries(); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}
