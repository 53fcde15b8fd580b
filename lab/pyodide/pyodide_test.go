package pyodide

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// pack writes an npm package that has the files.
func pack(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	archive := tar.NewWriter(zip)
	for name, text := range files {
		if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text)), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(archive.Close(), zip.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func whole() map[string]string {
	files := map[string]string{"package/README.md": "not needed", "package/docs/pyodide.mjs": "another folder"}
	for _, f := range Files() {
		files["package/"+f.Name] = strings.Repeat(f.Name, 1000)
	}
	return files
}

func TestWhatABrowserNeedsIsTakenOut(t *testing.T) {
	s := NewStore(t.TempDir())
	if err := os.MkdirAll(s.Dir(), 0o755); err != nil {
		t.Fatal(err)
	}
	if s.Ready() {
		t.Fatal("an empty folder is ready")
	}
	if err := unpack(pack(t, whole()), s.Dir()); err != nil {
		t.Fatal(err)
	}
	if !s.Ready() {
		t.Fatal("not ready with all files")
	}
	for _, f := range Files() {
		plain, err := s.Plain(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(plain)
		if err := errors.Join(err, plain.Close()); err != nil {
			t.Fatal(err)
		}
		if want := strings.Repeat(f.Name, 1000); string(got) != want {
			t.Errorf("%s has %d bytes, want %d", f.Name, len(got), len(want))
		}
		file, size, err := s.Packed(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		held, err := io.ReadAll(file)
		if err := errors.Join(err, file.Close()); err != nil || int64(len(held)) != size || size > 1000 {
			t.Errorf("%s is held in %d bytes, said are %d, %v", f.Name, len(held), size, err)
		}
	}
	if _, err := os.Stat(filepath.Join(s.Dir(), "README.md.gz")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("README.md was taken too: %v", err)
	}
	if err := os.Remove(s.path("pyodide.mjs")); err != nil {
		t.Fatal(err)
	}
	if s.Ready() {
		t.Error("ready without pyodide.mjs")
	}
}

func TestAPackageThatLacksAFile(t *testing.T) {
	files := whole()
	delete(files, "package/python_stdlib.zip")
	if err := unpack(pack(t, files), t.TempDir()); !errors.Is(err, ErrOther) {
		t.Errorf("taken with %v", err)
	}
}

func TestOnlyThePinnedPackageIsTaken(t *testing.T) {
	for name, c := range map[string]struct {
		data io.Reader
		want error
	}{
		"nothing":                    {strings.NewReader(""), ErrOther},
		"another package":            {bytes.NewReader(pack(t, whole())), ErrOther},
		"as large as it may be":      {io.LimitReader(zeros{}, MaxPackage), ErrOther},
		"larger than it may be":      {io.LimitReader(zeros{}, MaxPackage+1), ErrTooLarge},
		"a file that never ends":     {zeros{}, ErrTooLarge},
		"a disk that breaks":         {io.MultiReader(strings.NewReader("x"), broken{}), errBroken},
		"a page that says not found": {strings.NewReader("<html>404</html>"), ErrOther},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := NewStore(dir)
			if err := s.Put(c.data, nil); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
				t.Errorf("left %v, %v", left, err)
			}
		})
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }

func TestAStoreThatIsOff(t *testing.T) {
	var s *Store
	if s.Ready() || s.Dir() != "" {
		t.Error("a store that is off is ready")
	}
	if _, _, err := s.Packed("pyodide.mjs"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if err := s.Put(strings.NewReader(""), nil); !errors.Is(err, ErrOff) {
		t.Errorf("got %v", err)
	}
}

func TestNamesThatAreNoFiles(t *testing.T) {
	s := NewStore(t.TempDir())
	for _, name := range []string{"", ".", "..", "../314.0.7/pyodide.mjs", "/etc/passwd", "pyodide.mjs.gz", "PYODIDE.mjs", "pyodide.mjs\x00"} {
		if _, _, err := s.Packed(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestFoldersSettle puts whole folders in place at once, over one that is not whole.
func TestFoldersSettle(t *testing.T) {
	above := t.TempDir()
	s := NewStore(above)
	if err := os.MkdirAll(s.Dir(), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.path("pyodide.mjs"), []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	data := pack(t, whole())
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			made := filepath.Join(above, fmt.Sprint(".taking-", i))
			err := os.Mkdir(made, 0o755)
			if err == nil {
				err = unpack(data, made)
			}
			if err == nil {
				err = s.settle(made)
			}
			if err != nil && !s.Ready() {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if !s.Ready() {
		t.Error("not ready")
	}
}
