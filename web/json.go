package web

import (
	"encoding/json"
	"net/http"
)

// writeJSON answers with a value as JSON. The error is the value's: one of the
// connection has nobody left to hear of it.
func writeJSON(w http.ResponseWriter, status int, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	w.WriteHeader(status)
	w.Write(append(body, '\n'))
	return nil
}
