"""asyncio on the lab's sockets: the selector loop of CPython, over the lab's select."""

import asyncio
import selectors
import sys
import types
from asyncio import events, runners, selector_events

from . import calls


SHORTEST, LONGEST = 0.01, 0.2     # seconds between two looks


def others_go_on():
    """Will another thread do something by itself? Without threads none will."""
    return False


class Loop(selector_events.BaseSelectorEventLoop):
    """The waking pipe would be two sockets of the program that it never made: a thread wakes it otherwise."""

    def __init__(self, selector=None):
        super().__init__(selector or selectors.SelectSelector())

    def _make_self_pipe(self):
        self._ssock = self._csock = None

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        self._pause = SHORTEST

    async def _make_subprocess_transport(self, *args, **kwargs):
        if calls.refused:
            calls.refused('noprocess')
        raise NotImplementedError

    def _run_once(self):
        # While another thread may give the loop something to do, it looks again and again: nothing wakes its select.
        if not self._ready and others_go_on():
            self._pause = min(getattr(self, '_pause', SHORTEST) * 1.5, LONGEST)
            self.call_later(self._pause, lambda: None)
        super()._run_once()


class Policy(events._BaseDefaultEventLoopPolicy if hasattr(events, '_BaseDefaultEventLoopPolicy') else events.BaseDefaultEventLoopPolicy):
    _loop_factory = Loop


def rebound(fresh):
    """Modules that were imported before hold the modules of this Python: give them the lab's."""
    for module in list(sys.modules.values()):
        for name, new in fresh.items():
            old = getattr(module, name, None)
            if isinstance(old, types.ModuleType) and old is not new and old.__name__ == name and module is not new:
                setattr(module, name, new)


def install():
    events._event_loop_policy = None
    setter = getattr(events, '_set_event_loop_policy', None) or events.set_event_loop_policy
    setter(Policy())
    asyncio.SelectorEventLoop = Loop
    for module in (asyncio, events):
        if hasattr(module, 'EventLoop'):
            module.EventLoop = Loop
    asyncio.run = runners.run       # that of Pyodide would be in tracebacks
    native = runners.Runner.__init__

    def made(self, *, debug=None, loop_factory=None):
        native(self, debug=debug, loop_factory=loop_factory or Loop)
    runners.Runner.__init__ = made


def begin():
    """No loop runs in the program's thread until it runs one."""
    events._set_running_loop(None)
