import atexit
import glob
import os
import socket
import sys
import time

me = os.path.splitext(os.path.basename(sys.argv[0]))[0]
for old in glob.glob('sync-*.txt') if me == FIRST else glob.glob('sync-' + me + '.txt'):
    os.remove(old)
log = open('sync-' + me + '.txt', 'a', buffering=1)
atexit.register(log.write, 'end\n')


def noted(name, word):
    plain = getattr(socket.socket, name)

    def call(*args):
        closed = name == 'close' and args[0].fileno() < 0  # no call is made then
        try:
            return plain(*args)
        finally:
            if not closed and not any(flags & socket.MSG_PEEK for flags in args[2:] if isinstance(flags, int)):
                log.write(word + '\n')

    setattr(socket.socket, name, call)


for name in ('accept', 'bind', 'close', 'connect', 'listen', 'recv', 'send', 'shutdown'):
    noted(name, name)
for name, word in (('recvfrom', 'recv'), ('sendall', 'send'), ('sendto', 'send')):
    noted(name, word)


def wait(peer, word, count=1):
    while True:
        try:
            with open('sync-' + peer + '.txt') as file:
                words = file.read().split()
        except FileNotFoundError:
            words = []
        if 'end' in words or words.count(word) >= count:
            return
        time.sleep(0.01)
