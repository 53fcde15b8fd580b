"""Runs the program of one peer and says on stdout what its sockets do.

    python3 recorded.py PROGRAM ADDRESS

Each line is a JSON object: {"begin": CALL} before a call that may wait, and
{"call": CALL, "data": HEX, "err": NAME} after each. A wait of the lab, which is
a comment in the program, asks {"wait": [PEER, CALL, COUNT]} and goes on at the
next line of stdin.
"""

import errno
import json
import re
import select
import socket
import struct
import sys
import time


def say(**words):
    print(json.dumps(words), flush=True)


def wait(peer, call, count=1):
    say(wait=[peer, call, count])
    sys.stdin.readline()


def name_of(error):
    if isinstance(error, TimeoutError) and error.errno is None:
        return 'timeout'
    return errno.errorcode.get(error.errno, str(error))


def recorded(call, data_of):
    def method(self, *args):
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
except ValueError as error:
    if type(error).__name__ != 'FrameError' and 'negative integer' not in str(error):
        raise
