package action

import (
	"time"

	"stickylab/lab"
	"stickylab/lab/catalog"
)

// Sleep pauses the peer between two calls.
type Sleep struct {
	lab.Act

	For time.Duration
}

var sleepKind = add(Kind{
	Word: "sleep", Grammar: "DURATION", Example: "sleep 50ms", After: "send", Call: lab.CallSleep,
	Texts: catalog.New(
		catalog.Texts{"help": "停一会儿：50ms、1.5s、10us。"},
		catalog.Texts{"help": "Pause: 50ms, 1.5s, 10us."},
	),
	Read: func(args Args) Action { return Sleep{For: args.Duration(0, MaxPause)} },
})

// Kind is that of the step sleep.
func (Sleep) Kind() *Kind { return sleepKind }

func (do Sleep) String() string { return Duration(do.For) }

// Play pauses.
func (do Sleep) Play(d Doer) error { return d.Sleep(do.For) }

// Pause is the time that is slept.
func (do Sleep) Pause() time.Duration { return do.For }

// Python is a time.sleep.
func (do Sleep) Python(w Python) { w.Line("time.sleep(", w.Seconds(0, do.For), ")") }

// With changes the time.
func (do Sleep) With(_ int, value any) lab.Action {
	do.For = value.(time.Duration)
	return do
}
