package pyodide

import _ "embed"

// Notices are those of what the files contain, with the licences in full.
//
//go:embed NOTICES.txt
var Notices string
