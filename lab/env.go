package lab

// Env is where a run was made.
type Env struct {
	OS      string `json:"os"`
	Arch    string `json:"arch"`
	Kernel  string `json:"kernel"`
	Address string `json:"address"`
	MSS     int    `json:"mss,omitempty"`
	// Capture says whether the segments on the wire were captured: one of the
	// CaptureX words, or the errno that was in the way (EPERM). Empty where
	// there is no wire: on Unix transports, or in a trace of before.
	Capture string `json:"capture,omitempty"`
	// Began is when the run was made: RFC 3339, in UTC, to the second. Empty in a
	// trace of before.
	Began string `json:"began,omitempty"`
}

// The words of Env.Capture.
const (
	CaptureOn = "on"
	// CaptureIPv6: at ::1 the segments of all runs and programs go, and none is kept.
	CaptureIPv6 = "ipv6"
	CaptureOff  = "off" // by the experiment or by whoever runs the lab
	// CaptureLimit: as many runs as may be captured at once were.
	CaptureLimit = "limit"
)
