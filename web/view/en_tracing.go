package view

import "stickylab/lab/catalog"

// enTracing are the texts of the page on watching programs of one's own.
var enTracing = catalog.Texts{
	"tracing.title":       "Watch your own programs",
	"tracing.lead":        "Commands for a terminal of yours: they run programs on your machine, unchanged, and print an address where each socket call is shown live. Nothing on this page starts anything.",
	"tracing.ptrace":      "Any programs: ptrace",
	"tracing.ptrace.sees": "Write each program after --; ::: begins the next one, which starts when the one before first waits. Seen are all socket calls of programs in any language with their bytes, threads, child processes, both ends' queues and, of CPython, the line.",
	"tracing.ptrace.not":  "It needs Linux. Each call is stopped twice and takes longer: messages that run together undisturbed may come apart. How much is measured before the run and stands on its page. Not seen: io_uring, 32-bit programs, what TLS encrypts.",
	"tracing.hook":        "Python, hardly disturbed: the hook",
	"tracing.hook.sees":   "A hook inside CPython 3.7 or later writes each call down and stops nothing: the lecture's programs behave much as they do alone. It was tried on Linux; elsewhere it is the only way, and untried.",
	"tracing.hook.not":    "Not seen: sends and receives of C extensions and uvloop, the sends within a sendall, what TLS encrypts, and the kernel's queues.",
	"tracing.attach":      "What runs already: -p",
	"tracing.attach.sees": "1234 is the number of the process. From then on its calls are seen, also those that already wait; several -p watch several processes. Ctrl+C lets go of them, and they go on.",
	"tracing.attach.not":  "What happened before is not known, so bytes that were under way have no verdict. The system may not allow it: the program then says why, and what to do.",
	"tracing.tap":         "From the middle: tap",
	"tracing.tap.sees":    "Your client connects to 9000, your server listens at 8080; the lab sits in between and passes the bytes on, here two at a time: what does your receiving code do with that? With -codec it finds the frames.",
	"tracing.tap.not":     "Calls of your programs are not seen, only bytes, their times, and what the kernel says of the queues. Addresses must be of this machine.",
	"tracing.more":        "Good to know",
	"tracing.more.wire":   "Segments on the wire are captured where that is allowed: start it with sudo, or run sudo setcap cap_net_raw+ep on the file of stickylab once. Without it all the rest is there.",
	"tracing.more.denied": "\"ptrace is not allowed here\" (a container, a security policy): for Python use -by hook; in Docker, --cap-add SYS_PTRACE allows it.",
	"tracing.more.keep":   "-o trace.json saves what was seen; stickylab replay trace.json, or dropping the file on a page of the lab, opens it again.",
	"tracing.more.browser": "Without a Python of your own, the same programs run in the browser; there a call takes a millisecond or more, " +
		"and what luck decides turns out otherwise.",
	"tracing.lessons":     "The programs of each lesson",
	"tracing.lessons.how": "Download, unpack, and run the command where the folder lies. They are plain Python 3 and print what they receive.",
	"tracing.zip":         "programs (.zip)",
	"tracing.zip.of":      "programs of {0} (.zip)",
}
