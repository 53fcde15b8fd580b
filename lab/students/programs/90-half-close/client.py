import socket

c = socket.socket()
c.connect(('127.0.0.1', 8080))
for word in 'the quick brown fox jumps over the lazy dog'.split():
    c.send(word.encode() + b' ')
c.shutdown(socket.SHUT_WR)
try:
    c.send(b'more')
except BrokenPipeError as e:
    print(type(e).__name__, e.errno, e.strerror)
print(c.makefile().read().split('\n'))
c.close()
