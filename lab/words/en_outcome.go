package words

import "stickylab/lab/catalog"

var enOutcomes = catalog.Texts{
	"outcome.of":      "{0}: {1}",
	"outcome.between": "; ",
	"outcome.nothing": "no bytes were received",
	"outcome.eof":     "b'' (end of stream)",
	"outcome.empty":   "b'' (empty datagram)",
	"outcome.long":    "{0} ({1} bytes)",
	"outcome.more":    "… ({0} in all)",
}
