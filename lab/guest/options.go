package guest

import (
	"encoding/binary"
	"strconv"

	"stickylab/lab"
)

// The levels of socket options on Linux.
const (
	levelIP     = 0
	levelSocket = 1
	levelTCP    = 6
	levelIPv6   = 41
)

// option is a socket option that a program may use.
type option struct {
	name  string // as the event calls it
	known bool   // it is one of lab.Options, and the lab has to know of it
	asked bool   // it can only be asked for
}

// options are those by level and number (socket(7), tcp(7), ip(7), ipv6(7)). What can
// reach beyond the run is not among them: devices, marks, multicast, routes.
var options = map[[2]int]option{
	{levelSocket, 2}:  {name: "reuseaddr", known: true},
	{levelSocket, 3}:  {name: "SO_TYPE", asked: true},
	{levelSocket, 4}:  {name: "SO_ERROR", asked: true},
	{levelSocket, 6}:  {name: "SO_BROADCAST"},
	{levelSocket, 7}:  {name: "sndbuf", known: true},
	{levelSocket, 8}:  {name: "rcvbuf", known: true},
	{levelSocket, 9}:  {name: "keepalive", known: true},
	{levelSocket, 10}: {name: "SO_OOBINLINE"},
	{levelSocket, 13}: {name: "linger", known: true},
	{levelSocket, 15}: {name: "SO_REUSEPORT"},
	{levelSocket, 18}: {name: "rcvlowat", known: true},
	{levelSocket, 30}: {name: "SO_ACCEPTCONN", asked: true},
	{levelSocket, 38}: {name: "SO_PROTOCOL", asked: true},
	{levelSocket, 39}: {name: "SO_DOMAIN", asked: true},
	{levelTCP, 1}:     {name: "nodelay", known: true},
	{levelTCP, 2}:     {name: "maxseg", known: true},
	{levelTCP, 3}:     {name: "cork", known: true},
	{levelTCP, 4}:     {name: "TCP_KEEPIDLE"},
	{levelTCP, 5}:     {name: "TCP_KEEPINTVL"},
	{levelTCP, 6}:     {name: "TCP_KEEPCNT"},
	{levelTCP, 7}:     {name: "TCP_SYNCNT"},
	{levelTCP, 8}:     {name: "TCP_LINGER2"},
	{levelTCP, 9}:     {name: "TCP_DEFER_ACCEPT"},
	{levelTCP, 10}:    {name: "TCP_WINDOW_CLAMP"},
	{levelTCP, 11}:    {name: "TCP_INFO", asked: true},
	{levelTCP, 12}:    {name: "quickack", known: true},
	{levelTCP, 18}:    {name: "TCP_USER_TIMEOUT"},
	{levelIP, 1}:      {name: "IP_TOS"},
	{levelIP, 2}:      {name: "IP_TTL"},
	{levelIPv6, 26}:   {name: "IPV6_V6ONLY"},
}

// unknownOption is the name that the event of any other has.
func unknownOption(level, number int) string {
	return strconv.Itoa(level) + ":" + strconv.Itoa(number)
}

// intSize is the length of a C int.
const intSize = 4

// numberOf is what an event says of an option's value: its first int, of a struct linger
// the seconds, or that it is off.
func (o option) numberOf(value []byte) int {
	if o.name == "linger" && len(value) >= 2*intSize {
		if binary.LittleEndian.Uint32(value) == 0 {
			return lab.LingerOff
		}
		value = value[intSize:]
	}
	switch {
	case len(value) >= intSize:
		return int(int32(binary.LittleEndian.Uint32(value)))
	case len(value) > 0:
		return int(value[0])
	}
	return 0
}
