package lab

import "testing"

func TestLimitsGoByTheMemberElseByTheAddress(t *testing.T) {
	for _, tt := range []struct {
		who  Who
		want string
	}{
		{Who{Addr: "192.0.2.1", Name: "ann"}, "192.0.2.1"},
		{Who{Addr: "192.0.2.1", Member: "m1", Room: "a"}, "m1"},
		{Who{}, ""},
	} {
		if got := tt.who.Account(); got != tt.want {
			t.Errorf("%+v counts against %q, want %q", tt.who, got, tt.want)
		}
	}
}
