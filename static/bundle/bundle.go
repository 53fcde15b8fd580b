package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	distFolder = "dist"
	jsPages    = "js/pages/*.js"
	jsSoon     = "js/soon.js"    // runs before the module of a page
	jsGuest    = "js/guest/*.js" // what runs a student's program, apart from the pages
	cssPages   = "css/pages/*.css"
	cssLater   = "css/later/*.css" // what a module loads when it is opened
)

// bundle gives the content of every generated file by its path from root:
// dist/PAGE.js and dist/PAGE.css of each page, the chunks that pages share,
// what is loaded when it is opened, the pictures, and chunks.go.
func bundle(root string) (map[string][]byte, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	scripts, err := bundleScripts(root)
	if err != nil {
		return nil, fmt.Errorf("scripts: %w", err)
	}
	sheets, err := bundleSheets(root)
	if err != nil {
		return nil, fmt.Errorf("sheets: %w", err)
	}
	made := map[string][]byte{"chunks.go": chunksSource(scripts)}
	classic, err := bundleClassic(root)
	if err != nil {
		return nil, fmt.Errorf("classic scripts: %w", err)
	}
	for name, data := range classic {
		made[path.Join(distFolder, name)] = data
	}
	for _, name := range pictures() {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return nil, err
		}
		made[path.Join(distFolder, name)] = data
	}
	for name, s := range scripts {
		made[path.Join(distFolder, name)] = s.data
	}
	for name, data := range sheets {
		made[path.Join(distFolder, name)] = data
	}
	return made, nil
}

// pictures are served as they are: the icon of the site, and the sprite that the
// buttons take theirs from.
func pictures() []string { return []string{"icon.svg", "icons.svg"} }

// bundleClassic gives the scripts that are no modules: what runs before a page is read,
// and what runs where modules cannot be loaded.
func bundleClassic(root string) (map[string][]byte, error) {
	entries, err := entriesOf(root, jsSoon, jsGuest)
	if err != nil {
		return nil, err
	}
	made := map[string][]byte{}
	for _, entry := range entries {
		options := optionsFor(root, []string{entry})
		options.Target = api.ES2022
		result := api.Build(options)
		if err := errorOf(result); err != nil {
			return nil, err
		}
		made[path.Base(entry)] = result.OutputFiles[0].Contents
	}
	return made, nil
}

func bundleSheets(root string) (map[string][]byte, error) {
	entries, err := entriesOf(root, cssPages, cssLater)
	if err != nil {
		return nil, err
	}
	options := optionsFor(root, entries)
	result := api.Build(options)
	if err := errorOf(result); err != nil {
		return nil, err
	}
	made := map[string][]byte{}
	for _, file := range result.OutputFiles {
		made[filepath.Base(file.Path)] = file.Contents
	}
	return made, nil
}

// optionsFor are those that scripts and sheets have in common.
func optionsFor(root string, entries []string) api.BuildOptions {
	return api.BuildOptions{
		AbsWorkingDir:     root,
		EntryPoints:       entries,
		Outdir:            distFolder,
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		LogLevel:          api.LogLevelSilent,
		Metafile:          true,
	}
}

// entriesOf lists the files of some patterns, relative to root and sorted.
func entriesOf(root string, patterns ...string) ([]string, error) {
	var found, entries []string
	for _, pattern := range patterns {
		matched, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			return nil, err
		}
		found = append(found, matched...)
	}
	for _, name := range found {
		if strings.HasSuffix(name, ".test.js") {
			continue
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return nil, err
		}
		entries = append(entries, filepath.ToSlash(rel))
	}
	if len(entries) == 0 {
		return nil, fmt.Errorf("%s match no file", strings.Join(patterns, " "))
	}
	slices.Sort(entries)
	return entries, nil
}

// errorOf gives all that a build complains about; a warning is an error.
func errorOf(result api.BuildResult) error {
	var all []error
	for _, m := range append(result.Errors, result.Warnings...) {
		where := ""
		if m.Location != nil {
			where = fmt.Sprintf("%s:%d: ", m.Location.File, m.Location.Line)
		}
		all = append(all, errors.New(where+m.Text))
	}
	return errors.Join(all...)
}
