package main

import "errors"

// capturing is the flag -capture: auto or off.
type capturing struct{ off bool }

var errCapturing = errors.New("neither auto nor off")

func (c *capturing) String() string {
	if c.off {
		return "off"
	}
	return "auto"
}

func (c *capturing) Set(text string) error {
	if text != "auto" && text != "off" {
		return errCapturing
	}
	c.off = text == "off"
	return nil
}
