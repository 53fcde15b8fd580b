package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"stickylab/lab"
	"stickylab/lab/course"
)

// list prints the experiments that can be run by their name.
func (p program) list(_ context.Context, args []string) error {
	set := p.flags("list")
	if err := p.parseAlone(set, args); err != nil {
		return err
	}
	table := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	for _, lesson := range course.Shipped().All() {
		fmt.Fprintf(table, "%s\t%s\n", lesson.Slug, lesson.Text(p.lang).Title)
	}
	return table.Flush()
}

// kernelLabel names the system, as "Linux 6.18".
func kernelLabel(env lab.Env) string {
	name := map[string]string{"linux": "Linux", "darwin": "macOS"}[env.OS]
	if name == "" {
		name = env.OS
	}
	release, _, _ := strings.Cut(env.Kernel, "-")
	if parts := strings.Split(release, "."); len(parts) > 2 {
		release = strings.Join(parts[:2], ".")
	}
	return strings.TrimSpace(name + " " + release)
}
