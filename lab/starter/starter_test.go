package starter

import (
	"io/fs"
	"slices"
	"testing"
)

func TestEveryFolderIsAnExercise(t *testing.T) {
	entries, err := fs.ReadDir(files, "programs")
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, entry := range entries {
		folders = append(folders, entry.Name())
	}
	names := slices.Sorted(slices.Values(Names()))
	if !slices.Equal(folders, names) {
		t.Errorf("folders %v, names %v", folders, names)
	}
	for _, name := range names {
		found, ok := Find(name)
		if !ok || len(found) < 2 || found[0].Name != "server.py" {
			t.Errorf("%s: %v, %t; want a server, then clients", name, found, ok)
		}
	}
	if _, ok := Find("../echo"); ok {
		t.Error("found what is no exercise")
	}
}
