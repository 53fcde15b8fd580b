package frame

import (
	"slices"

	"stickylab/lab/catalog"
)

// Kind is all there is to know of one kind of codec. Each stands in the file of
// its codec, which enters it; the text form, the grammar, the form of a page and
// the programs of other languages follow from it.
type Kind struct {
	// Word is the first of the codec's text.
	Word string
	// Rank is its place among the kinds: the lowest comes first.
	Rank int
	// Parameters are in the order of the text.
	Parameters []Parameter
	// Example is the text of a usual codec; empty when Word alone is one.
	Example string
	// Preset is the text of a codec that shows the kind by two messages; empty
	// for none. Cures are those that a reader is offered to try.
	Preset string
	Cures  []string
	// Python is how Python programs have it.
	Python Python
	// Short names the kind of which this one is a short form: programs write
	// that one.
	Short string

	// usual has every parameter that need not be given; is reports whether a
	// codec is of the kind.
	usual Codec
	is    func(Codec) bool
	texts *catalog.Catalog
}

// Python is a codec as a class of a Python program, with the methods
// encode(body) and take(data).
type Python struct {
	// Class returns the name of the class that a codec needs.
	Class func(Codec) string
	// Definitions are those classes.
	Definitions []Definition
}

// Definition is a class or function that a program brings along.
type Definition struct {
	Name, Text string
	// Needs are other definitions, Modules those of Python that it imports.
	Needs, Modules []string
}

// registry has the kinds by rank. Only enter changes it, before main begins.
var registry []*Kind

// enter adds a kind that codecs of the type C are of.
func enter[C Codec](k Kind) *Kind {
	if k.is == nil {
		k.is = func(c Codec) bool { _, ok := c.(C); return ok }
	}
	at, _ := slices.BinarySearchFunc(registry, k.Rank, func(other *Kind, rank int) int { return other.Rank - rank })
	registry = slices.Insert(registry, at, &k)
	return &k
}

// Kinds lists the kinds of codecs. They must not be changed.
func Kinds() []*Kind { return slices.Clone(registry) }

// FindKind returns the kind of that word, nil if there is none.
func FindKind(word string) *Kind {
	for _, k := range registry {
		if k.Word == word {
			return k
		}
	}
	return nil
}

// KindOf returns the kind of a codec, nil for a codec that is of none.
func KindOf(c Codec) *Kind {
	for _, k := range registry {
		if k.is(c) {
			return k
		}
	}
	return nil
}

// Usual is the text of a usual codec of the kind.
func (k *Kind) Usual() string {
	if k.Example != "" {
		return k.Example
	}
	return k.Word
}

// Long returns the kind that programs write: k, or that of which it is short.
func (k *Kind) Long() *Kind {
	if long := FindKind(k.Short); long != nil {
		return long
	}
	return k
}

// With returns the codec with another value of the parameter at an index. What
// followed from the other parameters follows from them still.
func (k *Kind) With(c Codec, at int, value any) Codec {
	changed := k.Parameters[at].Set(c, value)
	for i, p := range k.Parameters {
		if i != at && p.follows && p.IsUsual(c) {
			changed = p.Set(changed, p.usual(changed))
		}
	}
	return changed
}

// inText lists the parameters in the order of a text: codecs come last, for they
// take all words behind them that can be theirs.
func (k *Kind) inText() []Parameter {
	all := slices.Clone(k.Parameters)
	slices.SortStableFunc(all, func(a, b Parameter) int { return a.turn() - b.turn() })
	return all
}

// turn is when a parameter comes in a text.
func (p Parameter) turn() int {
	turn := 0
	if p.Kind == ValueCodec {
		turn = 2
	}
	if p.Word != "" {
		turn++
	}
	return turn
}

// Text returns one of the kind's texts in "zh" or "en": "name", "about",
// "preset", "preset/about", "field/NAME" and "field/NAME/about" of a parameter.
func (k *Kind) Text(lang, key string) string {
	switch {
	case k.texts.Has(key):
		return k.texts.Text(lang, key)
	case texts.Has(key):
		return texts.Text(lang, key)
	case key == "preset":
		return k.Text(lang, "name")
	case key == "preset/about":
		return k.Text(lang, "about")
	}
	return key
}

// Parameter returns the parameter that an Error calls so.
func (k *Kind) Parameter(fault string) (Parameter, bool) {
	at := slices.IndexFunc(k.Parameters, func(p Parameter) bool { return p.Name == fault || slices.Contains(p.Faults, fault) })
	if at < 0 {
		return Parameter{}, false
	}
	return k.Parameters[at], true
}

// textOf returns a text of the package, or of the kind that has it; false when
// none has.
func textOf(lang, key string, args ...any) (string, bool) {
	if texts.Has(key) {
		return texts.Text(lang, key, args...), true
	}
	for _, k := range registry {
		if k.texts.Has(key) {
			return k.texts.Text(lang, key, args...), true
		}
	}
	return "", false
}
