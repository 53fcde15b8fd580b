import socket
import struct

c = socket.socket()
c.connect(('127.0.0.1', 8080))
head = struct.pack('HI', 1, 5)
print(len(head), head)
c.sendall(head + b'hello')
c.close()
try:
    struct.pack('!I', 'five')
except struct.error as e:
    print('struct.error:', e)
