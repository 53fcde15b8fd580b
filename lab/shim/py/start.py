"""Puts the lab's modules in the place of those of this Python. A browser does it once, before
its snapshot; `bind` then says how calls are sent, for each interpreter anew."""

import gc
import sys
import sysconfig

from . import calls, commands, console, descriptors, errors, headers, loops, processes, program, sockets, waiting

FOLDER = '/home/student'

# What students' programs import, so that it is there already.
BEFORE = '''abc argparse array base64 binascii collections contextlib copy csv ctypes dataclasses datetime enum fcntl functools getpass
hashlib heapq hmac html inspect io itertools json linecache logging math operator os pathlib pickle pprint queue random re secrets
shlex shutil signal string struct subprocess tempfile textwrap threading time traceback types typing uuid weakref zlib
asyncio asyncio.selector_events asyncio.trsock asyncio.streams asyncio.runners'''.split()

# What holds sockets, imported when they are the lab's.
AFTER = 'socket select selectors socketserver http.client http.server urllib.request urllib.parse ipaddress'.split()


def refuse_threads():
    """Say why no thread begins, where CPython's own error does not."""
    import _thread
    import threading

    def start(*args, **kwargs):
        if calls.refused:
            calls.refused('nothreads')
        raise RuntimeError("can't start new thread")
    _thread.start_new_thread = _thread.start_new = start
    _thread._start_joinable_thread = _thread.start_joinable_thread = start
    threading._start_new_thread = threading._start_joinable_thread = start


def install(threads):
    """threads: can a call wait in the middle of Python?"""
    for name in BEFORE:
        try:
            __import__(name)
        except ImportError:
            pass
    sysconfig.get_config_vars()     # of the platform that this Python has, which programs do not see
    errors.install()
    if threads:
        from . import threads as green
        green.install()
    else:
        refuse_threads()
    sockets.install()
    descriptors.install()
    waiting.install()
    console.install()
    headers.install()
    commands.install()
    processes.install()
    program.hide_own_frames()
    for name in AFTER:
        if name != 'select':
            sys.modules.pop(name, None)
    for name in AFTER:
        try:
            __import__(name)
        except ImportError:
            pass
    import select
    import selectors
    import socket
    loops.selectors = selectors
    loops.rebound({'socket': socket, 'select': select, 'selectors': selectors, '_socket': sys.modules['_socket']})
    loops.install()
    gc.freeze()         # what programs make is looked through when they end, and not all that was here before
