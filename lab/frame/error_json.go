package frame

import "encoding/json"

// errorJSON is an Error in JSON. What is 0 or empty is left out.
type errorJSON struct {
	Kind      string          `json:"kind"`
	Off       int64           `json:"off,omitempty"`
	Length    int64           `json:"length,omitempty"`
	Max       int             `json:"max,omitempty"`
	Field     []byte          `json:"field,omitempty"`
	Want      []byte          `json:"want,omitempty"`
	Have      int             `json:"have,omitempty"`
	Need      int64           `json:"need,omitempty"`
	Part      Part            `json:"part,omitempty"`
	Parameter string          `json:"parameter,omitempty"`
	Value     json.RawMessage `json:"value,omitempty"`
	Why       string          `json:"why,omitempty"`
	Codec     string          `json:"codec,omitempty"`
	Guesses   []Guess         `json:"guesses,omitempty"`
}

// MarshalJSON writes all that In says in any language. Of a text that is no
// UTF-8, U+FFFD stands for each byte that is none.
func (e *Error) MarshalJSON() ([]byte, error) {
	out := errorJSON{
		Kind: e.Kind, Off: e.Off, Length: e.Length, Max: e.Max, Field: e.Field, Want: e.Want, Have: e.Have, Need: e.Need, Part: e.Part,
		Parameter: e.Parameter, Why: e.Why, Codec: e.Codec, Guesses: e.Guesses,
	}
	if e.Value != nil {
		value, err := json.Marshal(e.Value)
		if err != nil {
			return nil, err
		}
		out.Value = value
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote; In says the same again.
func (e *Error) UnmarshalJSON(data []byte) error {
	var in errorJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	value, err := readValue(in.Value)
	if err != nil {
		return err
	}
	*e = Error{
		Kind: in.Kind, Off: in.Off, Length: in.Length, Max: in.Max, Field: in.Field, Want: in.Want, Have: in.Have, Need: in.Need, Part: in.Part,
		Parameter: in.Parameter, Value: value, Why: in.Why, Codec: in.Codec, Guesses: in.Guesses,
	}
	return nil
}

// readValue reads a Value, which is an int, a string or a list of strings.
func readValue(data json.RawMessage) (any, error) {
	if len(data) == 0 {
		return nil, nil
	}
	switch data[0] {
	case '"':
		return read[string](data)
	case '[':
		return read[[]string](data)
	}
	return read[int](data)
}

func read[T any](data []byte) (any, error) {
	var value T
	err := json.Unmarshal(data, &value)
	return value, err
}
