"""Runs a student's program as `python3 FILE` would."""

import atexit
import gc
import linecache
import os
import signal
import sys
import threading
import traceback
import types

from . import calls, console, loops

OWN = '<lab'            # begins the co_filename of the lab's own code
ENDED, FAILED = 0, 1


def is_own(frame):
    return frame.f_code.co_filename.startswith(OWN)


def hide_own_frames():
    """Leave the lab's frames out of every traceback: CPython's C code has none."""
    for name in ('walk_tb', '_walk_tb_with_full_positions'):
        native = getattr(traceback, name)

        def walk(tb, native=native):
            for found in native(tb):
                frame = found[0]
                if not is_own(frame):
                    yield found
        setattr(traceback, name, walk)
    native_stack = traceback.walk_stack

    def walk_stack(frame):
        return (found for found in list(native_stack(frame or sys._getframe(1))) if not is_own(found[0]))
    traceback.walk_stack = walk_stack


def print_error(error):
    traceback.print_exception(type(error), error, error.__traceback__)


def excepthook(kind, error, trace):
    traceback.print_exception(kind, error, trace)


def fresh_main(name):
    made = types.ModuleType('__main__')
    made.__file__, made.__builtins__ = name, __builtins__
    made.__spec__ = None
    sys.modules['__main__'] = made
    return made


def put_files(files, folder):
    """Write the files of the program where it runs, and know them in tracebacks."""
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    calls.files.clear()
    for index, (name, text) in enumerate(files):
        with open(name, 'w', encoding='utf-8', newline='') as file:
            file.write(text)
        calls.files[name] = calls.files[os.path.join(folder, name)] = index
    name, text = files[0]
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    if sys.path[:1] != [folder]:
        sys.path.insert(0, folder)
    sys.argv = [name]
    return name, text


def press_ctrl_c():
    """What SIGINT does: it calls the program's own handler, or raises KeyboardInterrupt."""
    handler = signal.getsignal(signal.SIGINT)
    if callable(handler):
        frame = sys._getframe(1)
        while is_own(frame):
            frame = frame.f_back
        handler(signal.SIGINT, frame)


def run(files, folder, join):
    """Run files[0]; returns (0 or 1, the last line of its error)."""
    calls.interrupted = press_ctrl_c
    name, text = put_files(files, folder)
    console.open_console()
    loops.begin()
    sys.platform = 'linux'      # it is where the calls are made
    sys.excepthook = excepthook
    outcome = _played(name, text, fresh_main(name), lambda: shut_down(join))
    let_go()
    for out in (sys.stdout, sys.stderr):
        try:
            out.flush()
        except (calls.Stopped, AttributeError):
            pass
    return outcome


def shut_down(join):
    """What CPython does when the main thread is over: pools let their threads go, threads that are no
    daemons are waited for, then what the program has left with atexit is called."""
    for let_go in reversed(getattr(threading, '_threading_atexits', ())):
        let_go()
    join()
    atexit._run_exitfuncs()


def let_go():
    """The names of the program go, and with them what they named: files are written to their ends, __del__ is called."""
    sys.modules.pop('__main__', None)
    sys.last_exc = sys.last_type = sys.last_value = sys.last_traceback = None
    try:
        gc.collect()
    except calls.Stopped:
        pass


def _played(name, text, main, join):
    try:
        code = compile(text, name, 'exec', dont_inherit=True)
        try:
            exec(code, main.__dict__)
        finally:
            sys.stdout.flush()
        join()
    except calls.Stopped:
        return ENDED, ''
    except SystemExit as leave:
        return _left(leave, join)
    except BaseException as error:
        return _broken(error, join)
    return ENDED, ''


def _left(leave, join):
    """sys.exit: a text is printed, a number but 0 is a failure."""
    if leave.code is not None and not isinstance(leave.code, int):
        print(leave.code, file=sys.stderr)
    failed = bool(leave.code)
    try:
        join()
    except calls.Stopped:
        pass
    return (FAILED, f'SystemExit: {leave.code}') if failed else (ENDED, '')


def _broken(error, join):
    error.__traceback__ = _from_own(error.__traceback__)
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except calls.Stopped:
        return ENDED, ''
    last = traceback.format_exception_only(type(error), error)[-1].strip()
    try:
        join()
    except calls.Stopped:
        pass
    return FAILED, last


def _from_own(trace):
    while trace is not None and is_own(trace.tb_frame):
        trace = trace.tb_next
    return trace
