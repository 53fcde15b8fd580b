package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// script is one generated module.
type script struct {
	data []byte
	// page is whether it is the module of a page.
	page bool
	// imports are the other scripts that load with it.
	imports []string
}

// bundleScripts gives the scripts by their names.
func bundleScripts(root string) (map[string]script, error) {
	pages, err := entriesOf(root, jsPages)
	if err != nil {
		return nil, err
	}
	options := optionsFor(root, pages)
	options.Format = api.FormatESModule
	options.Target = api.ES2022
	options.Splitting = true
	options.ChunkNames = "[name]-[hash]"
	options.EntryNames = "[name]"

	first := api.Build(options)
	if err := errorOf(first); err != nil {
		return nil, err
	}
	g, err := newGraph(first.Metafile)
	if err != nil {
		return nil, err
	}
	p := newPlan(g, pages)
	options.Plugins = []api.Plugin{p.plugin(root)}
	second := api.Build(options)
	if err := errorOf(second); err != nil {
		return nil, err
	}
	return named(second, p)
}

// plugin has each entry import all that lies on its shelves.
func (p plan) plugin(root string) api.Plugin {
	return api.Plugin{Name: "shelves", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.js$`}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			rel, err := filepath.Rel(root, args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			if _, isEntry := p.top[filepath.ToSlash(rel)]; !isEntry {
				return api.OnLoadResult{}, nil
			}
			data, err := os.ReadFile(args.Path)
			if err != nil {
				return api.OnLoadResult{}, err
			}
			var source strings.Builder
			for _, m := range p.prefix(filepath.ToSlash(rel)) {
				fmt.Fprintf(&source, "import %q;\n", filepath.ToSlash(filepath.Join(root, m)))
			}
			source.Write(data)
			contents := source.String()
			return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
		})
	}}
}

// output is what the metafile says of one file.
type output struct {
	EntryPoint string
	Imports    []struct{ Path, Kind string }
	Inputs     map[string]any
}

// named gives each output a name that does not change with its content: the
// path that files are served under carries the version already.
func named(result api.BuildResult, p plan) (map[string]script, error) {
	var meta struct{ Outputs map[string]output }
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		return nil, err
	}
	names := map[string]string{}
	taken := map[string]string{}
	for file, o := range meta.Outputs {
		name, err := nameFor(file, o, p)
		if err != nil {
			return nil, err
		}
		if other, twice := taken[name]; twice {
			return nil, fmt.Errorf("%s and %s would both be %s: give modules that are loaded later names of their own, and import them nowhere else directly", other, file, name)
		}
		names[path.Base(file)], taken[name] = name, file
	}
	made := map[string]script{}
	for _, file := range result.OutputFiles {
		base := filepath.Base(file.Path)
		o := meta.Outputs[path.Join(distFolder, base)]
		made[names[base]] = script{renamed(file.Contents, names), isPage(o.EntryPoint), staticImports(o, names)}
	}
	return made, nil
}

func nameFor(file string, o output, p plan) (string, error) {
	if isPage(o.EntryPoint) {
		return path.Base(file), nil
	}
	modules := slices.Sorted(maps.Keys(o.Inputs))
	if o.EntryPoint != "" {
		modules = []string{o.EntryPoint}
	}
	for _, m := range modules {
		if name, ok := p.nameOf(m); ok {
			return name + ".js", nil
		}
	}
	return "", fmt.Errorf("a chunk of %q lies on no shelf", modules)
}

func isPage(entry string) bool { return path.Dir(entry) == path.Dir(jsPages) }

func renamed(data []byte, names map[string]string) []byte {
	for from, to := range names {
		data = bytes.ReplaceAll(data, []byte(`"./`+from+`"`), []byte(`"./`+to+`"`))
	}
	return data
}

func staticImports(o output, names map[string]string) []string {
	var found []string
	for _, i := range o.Imports {
		if i.Kind != dynamicImport {
			found = append(found, names[path.Base(i.Path)])
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
