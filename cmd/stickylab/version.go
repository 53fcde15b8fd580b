package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is the version of the module and the commit that the program was built of,
// as far as the build says them.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	text := info.Main.Version
	if text == "" {
		text = "(devel)"
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			text += " " + setting.Value[:min(12, len(setting.Value))]
		}
	}
	return text
}

// version prints which edition of the lab this is.
func (p program) version(context.Context, []string) error {
	_, err := fmt.Fprintln(p.out, "stickylab", version(), runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH)
	return err
}
