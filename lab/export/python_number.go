package export

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"stickylab/lab/script"
)

// readInteger reads a whole number in Python's syntax.
func readInteger(text string, least, most int) (any, *EditError) {
	digits := strings.TrimLeft(text, "+-")
	n, err := strconv.ParseInt(text, 0, 64)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return nil, wrong("range", brief(text), least, most)
	case err != nil, len(digits) > 1 && digits[0] == '0' && (isDigit(digits[1]) || digits[1] == '_'):
		return nil, wrong("integer", brief(text))
	case n < int64(least) || n > int64(most):
		return nil, wrong("range", brief(text), least, most)
	}
	return int(n), nil
}

// readSeconds reads an int or float as a number of seconds.
func readSeconds(text string) (any, *EditError) {
	seconds, err := strconv.ParseFloat(text, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || strings.Trim(text, "0123456789.eE+-") != "" {
		return nil, wrong("seconds", brief(text))
	}
	if !(seconds >= 0 && seconds <= script.MaxPause.Seconds()) {
		return nil, wrong("pause", brief(text), script.MaxPause.Seconds())
	}
	return time.Duration(math.Round(seconds * 1e9)), nil
}

// readTimeout reads what settimeout takes.
func readTimeout(text string) (any, *EditError) {
	if text == "None" {
		return time.Duration(0), nil
	}
	value, err := readSeconds(text)
	if err == nil && value == time.Duration(0) {
		return nil, wrong("never")
	}
	return value, err
}

// readBool reads True or False.
func readBool(text string) (any, *EditError) {
	if text != "True" && text != "False" {
		return nil, wrong("bool", brief(text))
	}
	return text == "True", nil
}

// brief is as much of a text as a sentence bears.
func brief(text string) string {
	const most = 40
	if text == "" {
		return "''"
	}
	runes := []rune(text)
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
