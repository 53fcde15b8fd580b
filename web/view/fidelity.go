package view

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"stickylab/lab"
)

// FidelityPage says how far what the lab shows can be trusted on this machine.
type FidelityPage struct {
	Chrome  Chrome
	Machine lab.Machine
	// Last is the last measurement, nil before the first one.
	Last *Measured
	// UnderWay tells that somebody is measuring right now.
	UnderWay bool
}

// Measured is a measurement and when it ended.
type Measured struct {
	At time.Time `json:"at"`
	lab.Fidelity
}

// Cells are the texts of the table that shows a measurement, by the place each
// is put into.
type Cells map[string]string

// measuredWays are the rows of the costs.
var measuredWays = [...]lab.Way{lab.Bare, lab.Recorded, lab.Probed, lab.Captured}

// Cells puts a measurement into words. A cell that is missing was not measured.
func (m Measured) Cells(lang string) Cells {
	took := m.Took.Round(100 * time.Millisecond).Seconds()
	cells := Cells{"when": T(lang, "fidelity.when", m.At.Format("2006-01-02 15:04:05"), m.Rounds, took)}
	for _, cost := range m.Pairs {
		way := string(cost.Way)
		cells[way+".ns"] = T(lang, "fidelity.spread", nanoseconds(cost.NsPerPair.Median), nanoseconds(cost.NsPerPair.Low), nanoseconds(cost.NsPerPair.High))
		if cost.Way != lab.Bare {
			cells[way+".ratio"] = ratioText(lang, cost.Ratio)
		}
	}
	maps.Copy(cells, sticking(lang, "flood", m.Flood))
	maps.Copy(cells, sticking(lang, "paced", m.Paced))
	return cells
}

func sticking(lang, name string, s lab.Sticking) Cells {
	cells := Cells{name + ".bare": ratioText(lang, s.Bare), name + ".recorded": ratioText(lang, s.Recorded)}
	if s.Ratio != (lab.Spread{}) {
		cells[name+".ratio"] = ratioText(lang, s.Ratio)
	}
	return cells
}

func ratioText(lang string, s lab.Spread) string {
	two := func(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
	return T(lang, "fidelity.spread", two(s.Median), two(s.Low), two(s.High))
}

// nanoseconds writes whole ones with commas between the thousands.
func nanoseconds(ns float64) string {
	digits := strconv.FormatInt(int64(ns+0.5), 10)
	var groups []string
	for ; len(digits) > 3; digits = digits[:len(digits)-3] {
		groups = append(groups, digits[len(digits)-3:])
	}
	groups = append(groups, digits)
	slices.Reverse(groups)
	return strings.Join(groups, ",")
}

// Bars are how long the bars beside the costs are, in percent of the longest.
type Bars map[string]float64

// Bars compares the ways by their medians.
func (m Measured) Bars() Bars {
	longest := 0.0
	for _, cost := range m.Pairs {
		longest = max(longest, cost.NsPerPair.Median)
	}
	bars := Bars{}
	for _, cost := range m.Pairs {
		bars[string(cost.Way)] = 100 * cost.NsPerPair.Median / max(longest, 1)
	}
	return bars
}

// cells gives what the page shows before any module has run.
func (p FidelityPage) cells() Cells {
	if p.Last == nil {
		return nil
	}
	return p.Last.Cells(p.Chrome.Lang)
}

func (p FidelityPage) bar(way lab.Way) string {
	if p.Last == nil {
		return "0%"
	}
	return fmt.Sprintf("%.1f%%", p.Last.Bars()[string(way)])
}

// cell gives a text, or that there is none yet.
func (c Cells) cell(lang, name string) string {
	if text, ok := c[name]; ok {
		return text
	}
	if c == nil {
		return "—"
	}
	return T(lang, "fidelity.none")
}

// setting is what the page says of one value of the kernel.
type setting struct{ Name, Value, Why string }

// facts are what the runs are made on, beside the settings.
func (p FidelityPage) facts() []setting {
	lang, m := p.Chrome.Lang, p.Machine
	known := func(value string, ok bool) string {
		if ok {
			return value
		}
		return ""
	}
	return []setting{
		{T(lang, "machine.kernel"), strings.TrimSpace(m.Env.OS + " " + m.Env.Kernel), T(lang, "machine.kernel.why")},
		{T(lang, "machine.arch"), m.Env.Arch, T(lang, "machine.arch.why")},
		{T(lang, "machine.cpus"), known(strconv.Itoa(m.CPUs), m.CPUs > 0), T(lang, "machine.cpus.why")},
		{T(lang, "machine.mtu"), known(T(lang, "machine.bytes", m.MTU), m.MTU > 0), T(lang, "machine.mtu.why")},
	}
}

// settings gives each setting its reason; one that nobody has given a reason
// to is left out.
func (p FidelityPage) settings() []setting {
	var list []setting
	for _, s := range p.Machine.Settings {
		if key := "sysctl." + s.Name; Has(key) {
			list = append(list, setting{s.Name, s.Value, T(p.Chrome.Lang, key)})
		}
	}
	return list
}

// unseen are the keys of what the lab cannot see.
var unseen = [...]string{
	"network", "moment", "between", "scheduler", "python", "segments", "super", "again", "memory", "datagram", "where", "platform",
}

// captureState gives the key of what is said of the capture of segments here.
func (p FidelityPage) captureState() string {
	switch p.Machine.Env.Capture {
	case lab.CaptureOn:
		return "on"
	case lab.CaptureOff:
		return "off"
	case "EPERM", "EACCES":
		return "denied"
	case "ENOSYS":
		return "platform"
	case "limit":
		return "limit"
	}
	return "unknown"
}
