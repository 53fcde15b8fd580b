// Package elsewhere holds the program to be right for systems that it is not tested on.
package elsewhere

import (
	"os"
	"testing"

	"golang.org/x/tools/go/packages"
)

// The lab is for Linux; elsewhere it must build and run what it can. That every type is
// right for a system takes a tenth of what it takes to compile all for it: Windows, where
// most users sit, is built too (make cross).
func TestEveryTypeIsRightElsewhere(t *testing.T) {
	for _, system := range []struct{ os, arch string }{{"linux", "arm64"}, {"darwin", "arm64"}} {
		t.Run(system.os+" "+system.arch, func(t *testing.T) {
			all, err := packages.Load(&packages.Config{
				Mode: packages.LoadAllSyntax,
				Env:  append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system.os, "GOARCH="+system.arch),
			}, "stickylab/cmd/stickylab")
			if err != nil {
				t.Fatal(err)
			}
			seen := 0
			packages.Visit(all, nil, func(one *packages.Package) {
				seen++
				for _, wrong := range one.Errors {
					t.Error(wrong)
				}
			})
			if seen < 100 {
				t.Errorf("%d packages, want all that the program is built of", seen)
			}
		})
	}
}
