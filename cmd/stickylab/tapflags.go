package main

import (
	"errors"
	"strconv"
	"strings"

	"stickylab/lab/frame"
)

// sizes is a flag: sizes of pieces, with commas.
type sizes []int

// mostSizes bounds the sizes of a -sizes.
const mostSizes = 1024

var errSizes = errors.New("sizes are whole numbers from 1 with commas, at most 1024 of them: 1,3")

// String writes the sizes as they were given.
func (s *sizes) String() string {
	words := make([]string, len(*s))
	for i, n := range *s {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ",")
}

// Set reads sizes.
func (s *sizes) Set(text string) error {
	var all sizes
	for word := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || len(all) == mostSizes {
			return errSizes
		}
		all = append(all, n)
	}
	*s = all
	return nil
}

// seed is a flag that is a number, also 0, or not given.
type seed struct {
	value uint64
	set   bool
}

// String writes the seed.
func (s *seed) String() string {
	if !s.set {
		return ""
	}
	return strconv.FormatUint(s.value, 10)
}

// Set reads a seed.
func (s *seed) Set(text string) (err error) {
	s.value, err = strconv.ParseUint(text, 10, 64)
	s.set = err == nil
	return err
}

// saidCodec is what is wrong with a codec, in a language.
func saidCodec(lang string, err error) string {
	var fault *frame.Error
	if errors.As(err, &fault) {
		return fault.In(lang)
	}
	return err.Error()
}
