"""A browser has no processes but its own: what makes one is refused, and the page says so."""

import os
import sys
import types

from . import calls, errors, names


def _refused(*args, **kwargs):
    if calls.refused:
        calls.refused('noprocess')
    raise errors.of(38)


def _lacks(name):
    """What multiprocessing looks for in C, for its locks and queues."""
    if not name.startswith('__') and calls.refused:
        calls.refused('noprocess')
    raise AttributeError(f"module '_multiprocessing' has no attribute '{name}'")


def _uname():
    return os.uname_result(('Linux', names.HOSTNAME, '6.1.0', '#1 SMP', 'x86_64'))


def install():
    for name in ('fork', 'forkpty', 'posix_spawn', 'posix_spawnp', 'execv', 'execve'):
        setattr(os, name, _refused)
    inner = sys.modules['_multiprocessing'] = types.ModuleType('_multiprocessing')
    inner.__getattr__ = _lacks
    for name in ('popen_fork', 'popen_spawn_posix', 'popen_forkserver'):
        made = sys.modules['multiprocessing.' + name] = types.ModuleType('multiprocessing.' + name)
        made.Popen = _refused
    os.uname = _uname
