// Package words says in Chinese and English what was found in runs: findings
// and what they follow from, differences of two runs, outcomes, how a run
// ended, the rows of its events. Pages, the command line and exports use the
// same words.
package words

import "stickylab/lab/catalog"

// Texts are the texts of the package. Those whose keys begin with js. are read
// by the browser's modules too.
var Texts = catalog.Join(
	catalog.New(zhSentences, enSentences),
	catalog.New(zhWhy, enWhy),
	catalog.New(zhDifferences, enDifferences),
	catalog.New(zhOutcomes, enOutcomes),
	catalog.New(zhEndings, enEndings),
	catalog.New(zhEvents, enEvents),
)

func text(lang, key string, args ...any) string { return Texts.Text(lang, key, args...) }

func has(key string) bool { return Texts.Has(key) }
