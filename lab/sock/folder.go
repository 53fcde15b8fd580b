package sock

// Folder gives a folder of the run alone, with mode 0700, and makes it first.
// Its socket files lie there. Close removes it with all that is in it.
func (n *Net) Folder() (string, error) { return n.folder() }
