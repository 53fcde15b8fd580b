package course

import "sync"

// shipped loads the lab's own lessons once. Tests load them too, so that a
// broken one is never released.
var shipped = sync.OnceValues(func() (*Course, error) { return Load(Files()) })

// Shipped returns the course that the lab ships. It panics when an embedded
// lesson is broken: the binary was built without its tests.
func Shipped() *Course {
	c, err := shipped()
	if err != nil {
		panic(err)
	}
	return c
}
