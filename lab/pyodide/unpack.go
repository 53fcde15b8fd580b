package pyodide

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
)

// packed is the end of the name of a file in a folder: it is held as gzip.
const packed = ".gz"

// readPackage reads a package and checks that it is the pinned one. Progress, which
// may be nil, is called with the bytes that were read so far.
func readPackage(r io.Reader, progress func(done int64)) ([]byte, error) {
	var data bytes.Buffer
	counted := io.TeeReader(io.LimitReader(r, MaxPackage+1), reporter(progress))
	if _, err := io.Copy(&data, counted); err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if data.Len() > MaxPackage {
		return nil, ErrTooLarge
	}
	sum := sha512.Sum512(data.Bytes())
	is := "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
	if subtle.ConstantTimeCompare([]byte(is), []byte(Integrity)) != 1 {
		return nil, ErrOther
	}
	return data.Bytes(), nil
}

// reporter counts what is written to it.
func reporter(progress func(done int64)) io.Writer {
	return &counter{progress: progress}
}

type counter struct {
	done     int64
	progress func(done int64)
}

func (c *counter) Write(p []byte) (int, error) {
	c.done += int64(len(p))
	if c.progress != nil {
		c.progress(c.done)
	}
	return len(p), nil
}

// unpack writes the files that a browser needs into an empty folder.
func unpack(data []byte, dir string) error {
	plain, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return ErrOther
	}
	left := map[string]bool{}
	for _, f := range Files() {
		left[f.Name] = true
	}
	for archive := tar.NewReader(plain); len(left) > 0; {
		head, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return fmt.Errorf("%w: %d files are missing", ErrOther, len(left))
		case err != nil:
			return fmt.Errorf("%w: %w", ErrOther, err)
		}
		name := path.Base(head.Name)
		if head.Typeflag != tar.TypeReg || path.Dir(head.Name) != "package" || !left[name] {
			continue
		}
		if err := writePacked(filepath.Join(dir, name+packed), io.LimitReader(archive, maxFile)); err != nil {
			return err
		}
		delete(left, name)
	}
	return nil
}

// writePacked writes a file compressed, and makes sure that it is on the disk.
func writePacked(name string, r io.Reader) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer file.Close()
	w, err := gzip.NewWriterLevel(file, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, r); err != nil {
		return err
	}
	return errors.Join(w.Close(), file.Sync(), file.Close())
}
