package sock

import (
	"errors"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"stickylab/lab"
)

// anyBlock is the first address of a block, as NewAddresses takes it.
func anyBlock() uint32 { return rand.Uint32N(netCount) * hostsPerNet }

func mustAddresses(t *testing.T, start uint32) *Addresses {
	a := NewAddresses(start)
	t.Cleanup(a.Close)
	return a
}

func mustAcquire(t *testing.T, a *Addresses) netip.Addr {
	t.Helper()
	addr, err := a.Acquire()
	if err != nil {
		t.Fatal(err)
	}
	return addr
}

// Whoever asks before the first run learns that there is no address left.
func TestAllAddressesAreTaken(t *testing.T) {
	a := NewAddresses(0)
	if err := a.Left(); err != nil {
		t.Errorf("a new one: %v", err)
	}
	for number := range uint32(netCount) {
		a.blocks[number] = &block{number: number, claim: -1, used: 1}
	}
	var limit *lab.LimitError
	if err := a.Left(); !errors.As(err, &limit) || limit.Name != "addresses" {
		t.Errorf("with all blocks taken: %v", err)
	}
	if _, err := a.Acquire(); !errors.As(err, &limit) {
		t.Errorf("Acquire: %v", err)
	}
	a.Release(nthAddress(7))
	if err := a.Left(); err != nil {
		t.Errorf("with one free: %v", err)
	}
}

func TestABlockIsOneLabsWhileItIsUsed(t *testing.T) {
	start := anyBlock()
	ours := mustAddresses(t, start)
	first := mustAcquire(t, ours)
	for _, more := range []int{0, hostsPerNet - 1} { // one address of the block, all of them
		for range more {
			mustAcquire(t, ours)
		}
		if got := mustAcquire(t, mustAddresses(t, start)); numberOf(got) == numberOf(first) {
			t.Errorf("another lab got %v, beside %v", got, first)
		}
	}
}

// claimerEnv makes the test's binary a lab that takes an address and is killed.
const claimerEnv = "STICKYLAB_TEST_CLAIM"

func claimAndDie() {
	start, _ := strconv.ParseUint(os.Getenv(claimerEnv), 10, 32)
	_, _ = NewAddresses(uint32(start)).Acquire()
	self, _ := os.FindProcess(os.Getpid())
	_ = self.Kill()
	select {}
}

func TestABlockOfAProcessThatWasKilledRests(t *testing.T) {
	start := anyBlock()
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(os.Environ(), claimerEnv+"="+strconv.Itoa(int(start)))
	if err := command.Run(); err == nil || command.ProcessState.ExitCode() != -1 {
		t.Fatalf("the process was not killed: %v", err)
	}
	if got := mustAcquire(t, mustAddresses(t, start)); numberOf(got) == start/hostsPerNet {
		t.Errorf("got %v: connections to it may be in TIME-WAIT", got)
	}
}

// listenAtClaim returns nil where the claim of the next block is somebody's.
func listenAtClaim(a *Addresses) net.Listener {
	addr := netip.AddrFrom4(netOf(a.next / hostsPerNet))
	listener, err := net.Listen("tcp4", netip.AddrPortFrom(addr, lab.DefaultPort).String())
	if err != nil {
		return nil
	}
	return listener
}

// Whoever listens on the wildcard address has the port of every claim.
func TestAddressesWhereNoClaimIsFree(t *testing.T) {
	for _, taken := range []int{maxTaken, maxTaken + 1} {
		start := anyBlock()
		way := NewAddresses(start)
		for range taken {
			if l := listenAtClaim(way); l != nil {
				defer l.Close()
			}
			way.leap()
		}
		want := false
		if l := listenAtClaim(way); l != nil {
			l.Close()
			want = taken == maxTaken
		}
		a := mustAddresses(t, start)
		mustAcquire(t, a)
		if claimed := a.current.claim >= 0; claimed != want {
			t.Errorf("%d claims are somebody's: claimed %v, want %v", taken, claimed, want)
		}
	}
}

func TestAddressesGoRoundPastTheirOwnBlocks(t *testing.T) {
	a := mustAddresses(t, addressCount-1)
	first, second := mustAcquire(t, a), mustAcquire(t, a)
	a.next, a.current = addressCount-1, nil // all others were used since
	third := mustAcquire(t, a)
	for _, used := range []netip.Addr{first, second} {
		if numberOf(third) == numberOf(used) {
			t.Errorf("got %v from the block of %v", third, used)
		}
	}
}

func TestABlockIsGivenBackWithItsLastAddress(t *testing.T) {
	a := mustAddresses(t, anyBlock())
	first := mustAcquire(t, a)
	for range hostsPerNet - 1 {
		a.Release(mustAcquire(t, a))
	}
	if len(a.blocks) != 1 {
		t.Errorf("%d blocks, the first address of one is used", len(a.blocks))
	}
	if a.Release(first); len(a.blocks) != 0 {
		t.Errorf("%d blocks, no address is used", len(a.blocks))
	}
}
