package guest

import (
	"errors"

	"stickylab/lab"
	"stickylab/lab/session"
)

// The numbers that Linux has for errors, by their names (errno(3)): a program in a
// browser knows no other, on whatever system the lab is.
var errnos = map[string]int{
	"EPERM": 1, "ENOENT": 2, "EINTR": 4, "EIO": 5, "EBADF": 9, "EAGAIN": 11, "ENOMEM": 12, "EACCES": 13, "EFAULT": 14, "EEXIST": 17,
	"ENODEV": 19, "ENOTDIR": 20, "EISDIR": 21, "EINVAL": 22, "ENFILE": 23, "EMFILE": 24, "ENOSPC": 28, "EROFS": 30, "EPIPE": 32,
	"EDOM": 33, "ERANGE": 34, "ENAMETOOLONG": 36, "ELOOP": 40, "EPROTO": 71, "ENOTSOCK": 88, "EDESTADDRREQ": 89, "EMSGSIZE": 90,
	"EPROTOTYPE": 91, "ENOPROTOOPT": 92, "EPROTONOSUPPORT": 93, "ESOCKTNOSUPPORT": 94, "EOPNOTSUPP": 95, "EPFNOSUPPORT": 96,
	"EAFNOSUPPORT": 97, "EADDRINUSE": 98, "EADDRNOTAVAIL": 99, "ENETDOWN": 100, "ENETUNREACH": 101, "ENETRESET": 102,
	"ECONNABORTED": 103, "ECONNRESET": 104, "ENOBUFS": 105, "EISCONN": 106, "ENOTCONN": 107, "ESHUTDOWN": 108, "ETIMEDOUT": 110,
	"ECONNREFUSED": 111, "EHOSTDOWN": 112, "EHOSTUNREACH": 113, "EALREADY": 114, "EINPROGRESS": 115,
}

// errOutside is what a call on an address outside of the lab gives; its number is that
// of the error that Linux has where no way leads there.
const errOutside = lab.ErrOutside

// failed is the answer to a call that gave an error.
func failed(err error) answer {
	var limit *lab.LimitError
	var call *session.CallError
	switch {
	case errors.Is(err, session.ErrStopped):
		return answer{status: statusStopped}
	case errors.As(err, &limit):
		return answer{status: statusLimit, text: limit.Name}
	case errors.As(err, &call):
		return named(call.Name, call.Call)
	}
	return answer{status: statusBad, text: err.Error()}
}

// named is the answer to a call that failed with an error of that name.
func named(name string, call lab.Call) answer {
	switch name {
	case lab.ErrTimeout:
		return answer{status: statusTimeout}
	case errOutside:
		a := answer{status: statusErrno, errno: errnos["ENETUNREACH"], text: errOutside}
		if call == lab.CallBind {
			a.errno = errnos["EADDRNOTAVAIL"]
		}
		return a
	case lab.ErrNoFolder:
		return answer{status: statusErrno, errno: errnos["EACCES"], text: name}
	}
	number, known := errnos[name]
	if !known {
		number = errnos["EIO"]
	}
	return answer{status: statusErrno, errno: number, text: name}
}

// bad is the answer to what no shim should ask for.
func bad(why string) answer { return answer{status: statusBad, text: why} }

// over is the answer above a limit of that name.
func over(limit string) answer { return answer{status: statusLimit, text: limit} }
