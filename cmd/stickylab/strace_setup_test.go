package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

// checkSetUp holds the calls that make, name and end sockets against what
// strace saw, also those that no line of a program asks for.
func checkSetUp(t *testing.T, calls []string, trace record.Trace) {
	t.Helper()
	want := recordedCalls(trace)
	if got := madeCalls(calls, want); !slices.Equal(got, want) {
		t.Errorf("strace saw\n%s\nthe trace says\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// recordedCalls lists those calls of the trace. A call that gave EAGAIN or
// waited to the end is a try that strace shows and nobody can tell from others.
func recordedCalls(trace record.Trace) []string {
	var all []string
	for _, e := range trace.Events {
		if slices.Contains([]string{lab.ErrStopped, lab.ErrTimeout, lab.ErrAgain, "EINPROGRESS"}, e.Err) {
			continue
		}
		text := e.Call.String()
		switch e.Call {
		case lab.CallSocket, lab.CallAccept, lab.CallShutdown, lab.CallSetOption, lab.CallClose:
		case lab.CallBind, lab.CallConnect:
			text += " " + e.Address
		case lab.CallListen:
			text += fmt.Sprintf(" %d", e.Arg)
		default:
			continue
		}
		all = append(all, strings.TrimSpace(text+" "+e.Err))
	}
	slices.Sort(all)
	return all
}

// descriptor is one socket from its making to its close.
type descriptor struct {
	own   bool // the lab's: not of a family that programs use
	used  bool // for more than to hold a port
	named string
	// refused is the last bind that gave an error.
	refused string
	calls   []string
}

// guards reports whether a socket was only bound, and at most connected to
// itself: so the lab claims addresses, and holds a port while a call goes to it
// that nobody has.
func (d *descriptor) guards() bool { return !d.used && d.named != "" }

// madeCalls lists the same calls of those that strace saw on the sockets of
// programs.
func madeCalls(calls, recorded []string) []string {
	var texts []string
	for _, d := range descriptorsIn(calls, recorded) {
		for _, call := range d.calls {
			if !moves.MatchString(call) && !tries.MatchString(call) {
				texts = append(texts, call)
			}
		}
	}
	slices.Sort(texts)
	return texts
}

// descriptorsIn lists the sockets of programs that strace saw, each with the
// calls on it in their order. A socket whose name was refused and that did nothing
// else may be one of the lab, which looks so whether a port is free: it is a program's
// where one is left in what was recorded.
func descriptorsIn(calls, recorded []string) []*descriptor {
	var all []*descriptor
	open := map[int]*descriptor{}
	late := map[int][]*descriptor{} // whose close is shown after the number was used again
	add := func(fd int, d *descriptor) {
		if old := open[fd]; old != nil {
			late[fd] = append(late[fd], old)
		}
		open[fd] = d
		all = append(all, d)
	}
	for _, call := range calls {
		s, ok := seenIn(call)
		if !ok || !slices.Contains(setUp, s.name) {
			continue
		}
		name, args, err, fd := s.name, s.args, s.err, s.fd()
		switch {
		case (err == "EAGAIN" || err == "EINPROGRESS") && open[fd] != nil:
			open[fd].used = open[fd].used || name != "connect" || addressIn(args) != open[fd].named // and the call goes on
			open[fd].calls = append(open[fd].calls, tried(call, name, args, err))
			continue
		case name == "socket":
			add(s.result, &descriptor{own: !families.MatchString(args), calls: []string{"socket"}})
			continue
		case name == "accept4" && err == "":
			add(s.result, &descriptor{calls: []string{"accept"}})
			continue
		}
		d := open[fd]
		if name == "close" {
			if len(late[fd]) > 0 {
				d, late[fd] = late[fd][0], late[fd][1:]
			} else {
				delete(open, fd)
			}
		}
		if d == nil {
			continue // no socket
		}
		switch name {
		case "sendto", "recvfrom":
			d.used = true
			d.calls = append(d.calls, transferOf(call).String())
			continue
		case "bind":
			address := addressIn(args)
			name += " " + address
			if err == "" || strings.Contains(address, ".0:") { // claims of a block may be refused
				d.named = address
			} else {
				d.refused = name + " " + err
			}
		case "connect":
			address := addressIn(args)
			d.used = d.used || address != d.named
			name += " " + address
		case "listen":
			name += " " + args[strings.LastIndex(args, " ")+1:]
		}
		d.used = d.used || slices.Contains([]string{"listen", "accept4", "shutdown", "setsockopt"}, s.name)
		d.calls = append(d.calls, strings.TrimSpace(strings.TrimSuffix(name, "4")+" "+err))
	}
	refused := map[string]int{}
	return slices.DeleteFunc(all, func(d *descriptor) bool {
		if d.refused == "" || d.used {
			return d.own || d.guards()
		}
		refused[d.refused]++
		return refused[d.refused] > count(recorded, d.refused)
	})
}

// tried writes a try that found nothing to do.
func tried(call, name, args, err string) string {
	switch name {
	case "sendto", "recvfrom":
		return transferOf(call).String()
	case "connect":
		return name + " " + addressIn(args) + " " + err
	}
	return strings.TrimSuffix(name, "4") + " " + err
}

// setUp are the calls that descriptorsIn reads.
var setUp = []string{"socket", "bind", "listen", "connect", "accept4", "shutdown", "setsockopt", "close", "sendto", "recvfrom"}

var (
	inetAddress = regexp.MustCompile(`sin_port=htons\((\d+)\), sin_addr=inet_addr\("((?:\\x[0-9a-f]{2})*)"\)`)
	inet6       = regexp.MustCompile(`sin6_port=htons\((\d+)\).*inet_pton\(AF_INET6, "((?:\\x[0-9a-f]{2})*)"`)
	families    = regexp.MustCompile(`^AF_(INET|INET6|UNIX),`)
	moves       = regexp.MustCompile(`^(sendto|recvfrom) `)
	tries       = regexp.MustCompile(` (EAGAIN|EINPROGRESS)$`)
)

// addressIn reads an address as the trace writes it.
func addressIn(args string) string {
	if m := inetAddress.FindStringSubmatch(args); m != nil {
		return fromHex(m[2]) + ":" + m[1]
	}
	if m := inet6.FindStringSubmatch(args); m != nil {
		return "[" + fromHex(m[2]) + "]:" + m[1]
	}
	if m := file.FindStringSubmatch(args); m != nil {
		path := fromHex(m[1])
		return path[strings.LastIndex(path, "/")+1:]
	}
	return args
}

// count counts what is the same as one text.
func count(texts []string, text string) (n int) {
	for _, one := range texts {
		if one == text {
			n++
		}
	}
	return n
}
