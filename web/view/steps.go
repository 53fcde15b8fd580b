package view

// stepHelp explains what a script may say, in the words of its grammar.
var stepHelp = [...]struct{ form, key string }{
	{"tcp · udp · unix stream · unix datagram", "step.transport"},
	{"probes off · limit 1s", "step.settings"},
	{"listen 5", "step.listen"},
	{"bind port 9000", "step.bind"},
	{"accept", "step.accept"},
	{"connect", "step.connect"},
	{`send "hello"`, "step.send"},
	{`send "ab" * 20 + upper`, "step.terms"},
	{`send pack "!I" len + "hello"`, "step.pack"},
	{`send "hi" to sender`, "step.to"},
	{"recv 10", "step.recv"},
	{"recv exactly 4", "step.exactly"},
	{`unpack "!I" n`, "step.unpack"},
	{"sleep 50ms", "step.sleep"},
	{"wait client send 2", "step.wait"},
	{"set nodelay on", "step.set"},
	{"timeout 200ms", "step.timeout"},
	{"shutdown write", "step.shutdown"},
	{"close · close listener", "step.close"},
	{"loop 3: · loop until empty:", "step.loop"},
}
