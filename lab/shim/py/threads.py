"""Threads that take turns: each has a stack of its own, and another goes on wherever one waits.

A browser's Python has one real thread. With JavaScript's promise integration a call
can wait in the middle of Python; so a thread here is a Python function on a stack of
its own. What waits is given by who runs the program: `park(ms)` gives an object with
`wait()`, which returns whether it was woken in time, and `wake()`; `begin(function)`
runs a function on a new stack.
"""

import _thread
import functools
import queue
import sys
import threading
from asyncio import events

from . import calls, loops, waiting

MOST = 15               # beside the main thread; the lab has 16 strands a program

park = None
begin = None
web = [None]            # the browser's own loop, in which everything waits
current = [0]           # strand of the thread that runs
_free = list(range(1, MOST + 1))
_idents = {0: 1}
_next = [1]
_alive = []             # those that the program waits for at its end
_still = set()          # strands that wait until another thread lets them go on


def ident():
    return _idents[current[0]]


def waited(wait):
    """Do what waits. Others run meanwhile, in the browser's loop; afterwards this thread
    runs again, with the loop of asyncio that it had."""
    me, mine = current[0], events._get_running_loop()
    events._set_running_loop(web[0])
    try:
        return wait()
    finally:
        current[0] = me
        events._set_running_loop(mine)


def _wait_among(parked, seconds):
    """Wait to be woken as one of those parked there, for so long; None is for ever."""
    place, strand = park(-1 if seconds is None else seconds * 1000), current[0]
    parked.append((place, strand))
    if seconds is None:
        _still.add(strand)
    waited(place.wait)
    _still.discard(strand)
    if (place, strand) in parked:
        parked.remove((place, strand))


def _wake_first(parked):
    place, strand = parked.pop(0)
    _still.discard(strand)
    place.wake()


def others_go_on():
    """Will another thread do something without being woken by this one?"""
    return any(strand != current[0] and strand not in _free and strand not in _still for strand in range(MOST + 1))


class Lock:
    """_thread.lock"""

    def __init__(self):
        self._held, self._parked = False, []

    def acquire(self, blocking=True, timeout=-1):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError('timeout value must be a non-negative number')
        if self._held and blocking:
            self._wait(timeout)
        if self._held:
            return False
        self._held = True
        return True

    def _wait(self, timeout):
        import time
        ends = None if timeout == -1 else time.monotonic() + timeout
        while self._held:
            left = None if ends is None else ends - time.monotonic()
            if left is not None and left <= 0:
                return
            _wait_among(self._parked, left)

    def release(self):
        if not self._held:
            raise RuntimeError('release unlocked lock')
        self._held = False
        if self._parked:
            _wake_first(self._parked)

    def locked(self):
        return self._held

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *how):
        self.release()

    def _at_fork_reinit(self):
        self.__init__()

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def __repr__(self):
        return f"<{'locked' if self._held else 'unlocked'} _thread.lock object at {id(self):#x}>"


class Handle:
    """_thread._ThreadHandle"""

    def __init__(self):
        self._done, self._parked, self.ident = False, [], 0

    def is_done(self):
        return self._done

    def _set_done(self):
        self._done = True
        while self._parked:
            _wake_first(self._parked)

    def join(self, timeout=None):
        import time
        ends = None if timeout is None or timeout < 0 else time.monotonic() + timeout
        while not self._done:
            left = None if ends is None else ends - time.monotonic()
            if left is not None and left <= 0:
                return
            _wait_among(self._parked, left)


def start(function, handle=None, daemon=True):
    if not _free:
        if calls.refused:
            calls.refused('threads')
        raise RuntimeError("can't start new thread")
    handle = handle or Handle()
    strand = _free.pop(0)
    _next[0] += 1
    handle.ident = _idents[strand] = _next[0]
    if not daemon:
        _alive.append(handle)

    def body():
        current[0] = strand
        events._set_running_loop(None)
        try:
            function()
        except calls.Stopped:
            pass
        except SystemExit:
            pass
        finally:
            handle._set_done()
            _free.append(strand)
            _free.sort()
            if handle in _alive:
                _alive.remove(handle)
            events._set_running_loop(web[0])
    begin(body)
    return handle


def start_new_thread(function, args=(), kwargs={}, /):
    def body():
        try:
            function(*args, **kwargs)
        except (SystemExit, calls.Stopped):
            pass
        except BaseException as error:
            print(f'Exception ignored in thread started by {function!r}:', file=sys.stderr)
            from . import program
            program.print_error(error)
    return start(body).ident


def join_all():
    """What CPython does at the end of the main thread: wait for those that are no daemons."""
    while _alive:
        _alive[0].join()


def give_way():
    waited(park(0).wait)


def excepthook(args, /):
    """threading.excepthook, in Python."""
    if args.exc_type is SystemExit or issubclass(args.exc_type, calls.Stopped):
        return
    name = args.thread.name if args.thread is not None else ident()
    print(f'Exception in thread {name}:', file=sys.stderr)
    from . import program
    program.print_error(args.exc_value)


def install():
    """Before anything of the standard library has made a lock that matters."""
    import _threading_local
    calls.ident = lambda: current[0]
    waiting._yield[0] = give_way
    loops.others_go_on = others_go_on
    _idents[0] = _thread.get_ident()
    _next[0] = _idents[0]
    _thread.get_ident = threading.get_ident = ident
    _thread.get_native_id = threading.get_native_id = ident
    _thread.allocate_lock = _thread.allocate = _thread.lock = _thread.LockType = Lock
    _thread.start_new_thread = _thread.start_new = start_new_thread
    _thread._start_joinable_thread = _thread.start_joinable_thread = threading._start_joinable_thread = start
    _thread._ThreadHandle = threading._ThreadHandle = Handle
    threading._allocate_lock = threading.Lock = Lock
    threading._CRLock = None
    threading.RLock = threading._PyRLock
    threading._start_new_thread = start_new_thread
    threading.excepthook = threading.__excepthook__ = excepthook
    threading._excepthook = excepthook
    threading.local = _threading_local.local
    queue.SimpleQueue = queue._PySimpleQueue
    main = threading.main_thread()
    main._ident = ident()
    threading._active_limbo_lock = threading.RLock()
    threading._shutdown_locks_lock = Lock()
    threading._active.clear()
    threading._active[ident()] = main
    sys.modules.pop('concurrent.futures.thread', None)
    functools.RLock = threading._PyRLock
