package view

import "stickylab/lab/catalog"

// enDoor are the texts of the door, where runs meet programs of somebody's own.
var enDoor = catalog.Texts{
	"cli.door":              "open a door: the loopback `address` where runs meet your own program, such as 127.0.0.1:8080",
	"cli.outside":           "the `peer` that your own program plays",
	"cli.door.address":      "\"{0}\" is not an address with a port. Write 127.0.0.1:8080 or localhost:8080",
	"cli.door.not-loopback": "a door opens at a loopback address of IPv4 only (127...); {0} is not one",
	"cli.door.beyond":       "the lab is served beyond this machine ({0}); no door opens then: its page is on loopback only too",
	"cli.door.own":          "this is the address of the lab's own page ({0}); the door needs another port",
	"cli.door.nobody":       "a door is open, but no program of your own is expected. Write client outside in the script, or add -outside client",
	"cli.door.wait":         "start your program now, it plays {0}: it has to connect to {1}, for example {2}. The run waits for at most {3}; Ctrl+C ends it",
	"cli.door.called":       "your program plays {0} and has to be there already, listening at {1}, for example {2}. The lab connects to it now",
	"cli.door.absent":       "{0} is not there: {1} refused the connection. Start your server first, then run this again",
	"door.label":            "Your own program",
	"door.open":             "A door is open at {0}: write client outside or server outside for a peer of the script, and your own program plays it and meets the others there.",
	"door.calls":            "{0} is your own program. Once the run has begun, let it connect to {1}. Its calls are not seen, only its bytes. For example:",
	"door.called":           "{0} is your own program. Start it first, listening at {1}, and then run. Its calls are not seen, only its bytes. For example:",
	"door.unseen":           "{0} is a program outside the lab: which calls it made cannot be seen from here, only its bytes. So the lab does not say how many sends the bytes of a recv came from.",
	"lesson.outside":        "Be {0} with your own program",
	"problem.door":          "No door is open",
	"problem.door.detail":   "A program of your own plays \"{0}\", and a door is needed to meet it. It opens only where the lab is started: stickylab serve -door 127.0.0.1:8080, or on the command line: stickylab run -door 127.0.0.1:8080.",
}
