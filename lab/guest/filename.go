package guest

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
)

const (
	nameChars = 24 // of the path's last part, for those who read the run
	hashChars = 8
)

// fileName is the name of the file that stands for the path of a Unix socket: readable,
// without what a path can do, another one for each path.
func fileName(text string) string {
	clean := path.Clean(text)
	if strings.HasPrefix(text, "\x00") { // of the abstract names (unix(7))
		clean = text
	}
	sum := sha256.Sum256([]byte(clean))
	var name strings.Builder
	for _, r := range path.Base(clean) {
		if name.Len() >= nameChars {
			break
		}
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' {
			name.WriteRune(r)
		} else {
			name.WriteByte('_')
		}
	}
	return name.String() + "-" + hex.EncodeToString(sum[:])[:hashChars] + ".sock"
}
