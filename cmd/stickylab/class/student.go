// Package class plays a class for tests of the program as it is served: students at
// their lessons and, beside them, one client that does all the harm it can.
package class

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"time"
)

// Student is a browser that goes through lessons of a lab.
type Student struct {
	http.Client

	base string
}

// NewStudent makes one who keeps the cookies of the lab at the address, as browsers do.
func NewStudent(base string) *Student {
	s := NewStranger(base)
	s.Jar, _ = cookiejar.New(nil) // never fails
	return s
}

// NewStranger makes a client that drops each cookie.
func NewStranger(base string) *Student {
	return &Student{Client: http.Client{Transport: &http.Transport{}}, base: base}
}

// RefusedError is an answer that is not what was asked for.
type RefusedError struct {
	Path   string
	Status int
	Body   string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%s: status %d: %.300s", e.Path, e.Status, e.Body)
}

// Open asks for a page, as a browser does.
func (s *Student) Open(ctx context.Context, path string) error {
	_, err := s.ask(ctx, http.MethodGet, path, "", http.StatusOK)
	return err
}

// Start starts what is ordered, as JSON, and returns the id of the run. The error is a
// *RefusedError where the lab refuses it.
func (s *Student) Start(ctx context.Context, order string) (id string, err error) {
	body, err := s.ask(ctx, http.MethodPost, "/api/runs", order, http.StatusCreated)
	if err != nil {
		return "", err
	}
	var started struct{ ID string }
	return started.ID, json.Unmarshal(body, &started)
}

// Learn opens a lesson, runs it to its end and looks at the run, and returns how long it
// took from the click on Run until the page had the end.
func (s *Student) Learn(ctx context.Context) (took time.Duration, err error) {
	if err := s.Open(ctx, "/lessons/tcp-echo"); err != nil {
		return 0, err
	}
	clicked := time.Now()
	id, err := s.Start(ctx, `{"experiment":"two-sends-one-recv"}`)
	if err != nil {
		return 0, err
	}
	if err := s.Watch(ctx, id); err != nil {
		return 0, err
	}
	took = time.Since(clicked)
	return took, s.Open(ctx, "/runs/"+id)
}

// Watch follows the feed of a run, which ends with the run.
func (s *Student) Watch(ctx context.Context, run string) error {
	_, err := s.ask(ctx, http.MethodGet, "/api/runs/"+run+"/feed", "", http.StatusOK)
	return err
}

// Get asks as a program does and returns the answer, which has to have a status.
func (s *Student) Get(ctx context.Context, path string, status int) (body string, err error) {
	text, err := s.ask(ctx, http.MethodGet, path, "", status)
	return string(text), err
}

// feedMedia is the media type of a feed that is an answer.
const feedMedia = "application/vnd.stickylab.feed"

func (s *Student) ask(ctx context.Context, method, path, body string, want int) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, s.base+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	switch {
	case method == http.MethodPost:
		request.Header.Set("Content-Type", "application/json")
	case strings.HasSuffix(path, "/feed"):
		request.Header.Set("Accept", feedMedia)
	default:
		request.Header.Set("Accept", "text/html")
	}
	response, err := s.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != want {
		err = &RefusedError{path, response.StatusCode, string(answer)}
	}
	return answer, err
}
