package web

import (
	"encoding/json"
	"net/http"
)

// writeJSON answers with a value as JSON. The error is the value's.
func writeJSON(w http.ResponseWriter, status int, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	answer(w, status, "application/json", append(body, '\n'))
	return nil
}
