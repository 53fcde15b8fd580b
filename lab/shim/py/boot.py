"""Makes the package _lab of the texts in `modules`."""

import importlib.abc
import importlib.util
import sys


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name == '_lab':
            return importlib.util.spec_from_loader(name, self, is_package=True)
        if name.startswith('_lab.') and name[5:] in modules:
            return importlib.util.spec_from_loader(name, self)
        return None

    def exec_module(self, module):
        name = module.__name__[5:]
        if name:
            exec(compile(modules[name], f'<lab {name}>', 'exec'), module.__dict__)


sys.meta_path.insert(0, _Finder())
