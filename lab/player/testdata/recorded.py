"""Runs the program of one peer and says on stdout what its sockets do.

    python3 recorded.py PROGRAM ADDRESS

Each line is a JSON object: {"begin": CALL} before a call that may wait, and
{"call": CALL, "data": HEX, "err": NAME} after each. A wait of the lab, which is
a comment in the program, asks {"wait": [PEER, CALL, COUNT]} and goes on at the
next line of stdin that has the number of its thread. That is the "strand" of all
these: 0 for the first thread, 1 for the one that was begun first.
"""

import errno
import json
import os
import queue
import re
import select
import socket
import struct
import sys
import threading
import time


def strand():
    numbered = re.match(r'Thread-(\d+)', threading.current_thread().name)
    return int(numbered[1]) if numbered else 0


def say(**words):
    os.write(1, json.dumps({**words, 'strand': strand()}).encode() + b'\n')  # one call: lines stay whole


answers = {}  # for each thread those that it has not taken
asking = threading.Lock()


def wait(peer, call, count=1):
    with asking:
        mine = answers.setdefault(strand(), queue.Queue())
    say(wait=[peer, call, count])
    mine.get()


def listen():
    left = b''
    for more in iter(lambda: os.read(0, 1024), b''):
        *lines, left = (left + more).split(b'\n')
        for line in lines:
            answers[int(line)].put(line)


threading.Thread(target=listen, name='answers', daemon=True).start()


def name_of(error):
    if isinstance(error, socket.timeout) and error.errno is None:
        return 'timeout'
    return errno.errorcode.get(error.errno, str(error))


def recorded(call, data_of):
    def method(self, *args):
        if call == 'close' and self.fileno() < 0:
            return super(Recorded, self).close()  # which makes no call
        say(begin=call)
        name = 'peek' if call.startswith('recv') and socket.MSG_PEEK in args[1:] else call
        try:
            result = getattr(super(Recorded, self), call)(*args)
        except OSError as error:
            say(call=name, data='', err=name_of(error))
            raise
        say(call=name.replace('sendall', 'send'), data=data_of(result, args).hex(), err='')
        return result

    return method


def nothing(result, args):
    return b''


def sent(result, args):
    return args[0][:result]


class Recorded(socket.socket):
    def connect_ex(self, address):
        say(begin='connect')
        code = super().connect_ex(address)
        late = code == errno.EAGAIN and self.gettimeout()
        say(call='connect', data='', err='timeout' if late else errno.errorcode.get(code, ''))
        return code


for call, data_of in {
    'bind': nothing, 'listen': nothing, 'accept': nothing, 'connect': nothing, 'shutdown': nothing,
    'close': nothing, 'setsockopt': nothing, 'send': sent, 'sendall': sent, 'sendto': sent,
    'recv': lambda result, args: result, 'recvfrom': lambda result, args: result[0],
}.items():
    setattr(Recorded, call, recorded(call, data_of))

socket.socket = Recorded
look = select.select


def selected(*args):
    say(begin='poll')
    ready = look(*args)
    say(call='poll', data=bytes([len(ready[0])]).hex(), err='')
    return ready


select.select = selected
pause = time.sleep


def sleep(seconds):
    say(begin='sleep')
    pause(seconds)


time.sleep = sleep


def printed(*values):
    say(call='print', data=' '.join(map(str, values)).encode().hex(), err='')


def decoded(data, encoding):
    try:
        text = data.decode(encoding)
    except Exception as error:
        say(call='text', data='', err=type(error).__name__)
        raise
    say(call='text', data=text.encode().hex(), err='')
    return text


path, address = sys.argv[1:]
sys.argv = [path]
sys.path.insert(0, '.')  # where a program's own modules are
with open(path, encoding='utf-8') as file:
    program = file.read().replace("'127.0.0.1'", repr(address))
program = re.sub(r'(?m)^( *)# wait (\w+) (\w+)(?: (\d+))?$', r"\1wait('\2', '\3', \4)", program)
program = re.sub(r"(?m)^( *text = )(\w+)\.decode\(", r'\1decoded(\2, ', program)
try:
    exec(compile(program, path, 'exec'), {'wait': wait, 'print': printed, 'decoded': decoded, '__name__': '__main__'})
except OSError:
    pass  # it was said
except (struct.error, UnicodeDecodeError, AttributeError):
    pass  # as the run of the lab ends: their calls are compared
except TypeError as error:
    if 'NoneType' not in str(error):
        raise
except ValueError as error:
    if type(error).__name__ != 'FrameError' and 'negative integer' not in str(error):
        raise
