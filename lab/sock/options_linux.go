package sock

import "golang.org/x/sys/unix"

// optionOfSystem is optionNumber for what other systems do not have (tcp(7)).
func optionOfSystem(name string) (level, option int, known bool) {
	switch name {
	case "cork":
		return unix.IPPROTO_TCP, unix.TCP_CORK, true
	case "quickack":
		return unix.IPPROTO_TCP, unix.TCP_QUICKACK, true
	}
	return 0, 0, false
}
