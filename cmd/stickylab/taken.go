package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/course"
)

// sayTaken says which ports of the lessons other programs of the machine have at every
// address: one line, whatever their number.
func (p program) sayTaken(lessons []course.Lesson, taken func(lab.Transport, int) (who string, is bool)) {
	var texts []string
	for _, port := range portsOf(lessons) {
		for _, t := range []lab.Transport{lab.TCP, lab.UDP} {
			if who, is := taken(t, port); is {
				texts = append(texts, p.text("cli.taken.port", strings.ToUpper(t.String()), port, cmp.Or(who, p.text("cli.taken.someone"))))
			}
		}
	}
	if len(texts) > 0 {
		p.sayf("cli.taken", strings.Join(texts, p.text("cli.taken.and")))
	}
}

// portsOf are the ports that lessons bind, in order.
func portsOf(lessons []course.Lesson) []int {
	ports := map[int]bool{lab.DefaultPort: true}
	for _, lesson := range lessons {
		for _, peer := range lesson.Experiment.Peers {
			for _, step := range peer.Steps {
				switch do := step.Do.(type) {
				case lab.Bind:
					ports[cmp.Or(do.Port, lab.DefaultPort)] = true
				case lab.Listen:
					ports[cmp.Or(do.Port, lab.DefaultPort)] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(ports))
}
