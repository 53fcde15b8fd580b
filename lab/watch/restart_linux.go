//go:build amd64 || arm64

package watch

import (
	"golang.org/x/sys/unix"
)

// state is a call under way.
type state struct {
	begun *Call
	sock  *socket
	args  [6]uint64
	nr    uint64
	ip    uint64
}

// restarted reports whether a call ended for a signal and may be made again:
// ERESTARTSYS and its kin, which no program ever sees.
func restarted(rval int64) bool { return rval <= -512 && rval >= -516 }

// exits handles the stop after a call.
func (t *tracer) exits(k *task, rval, now int64) {
	switch {
	case k.begun == nil || k.again: // not followed, or a call of the handler of a signal
	case restarted(rval):
		k.again, k.handled = true, false
	default:
		t.exited(k, rval, now)
	}
}

// continues reports whether the call that is about to be made is no new one: one
// that a signal interrupted is made again, which to the program is one call. When
// its handler has returned and another call is made, the program was told EINTR.
func (t *tracer) continues(k *task, in *syscallInfo) bool {
	nr := in.u[0]
	if nr == unix.SYS_RT_SIGRETURN {
		k.handled = true
		if k.paused.begun != nil {
			k.state, k.paused, k.again = k.paused, state{}, true
		}
		return true
	}
	if !k.again {
		return false
	}
	if k.repeats(in) {
		k.again = false
		return true
	}
	if k.handled {
		t.returned(k, in)
		return false
	}
	k.paused, k.begun, k.again = k.state, nil, false // the handler makes a call of its own
	return false
}

// repeats reports whether a call is the one that was interrupted, made again.
func (k *task) repeats(in *syscallInfo) bool {
	return in.u[0] == unix.SYS_RESTART_SYSCALL || in.u[0] == k.nr && in.ip == k.ip && [6]uint64(in.u[1:7]) == k.args
}

// returned ends a call that a signal interrupted, when its handler has returned
// and the program makes another one.
func (t *tracer) returned(k *task, in *syscallInfo) {
	if k.again && k.handled && !k.repeats(in) {
		k.again = false
		t.exited(k, -int64(unix.EINTR), t.o.Now())
	}
}
