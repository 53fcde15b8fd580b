import hashlib
import os
import socket

with open('a.bin', 'wb') as f:
    f.write(bytes(i * 7 % 251 for i in range(200_000)))
c = socket.create_connection(('127.0.0.1', 8080))
with open('a.bin', 'rb') as f:
    print(c.sendfile(f), f.tell())
    c.shutdown(socket.SHUT_WR)
    f.seek(0)
    print(c.recv(32, socket.MSG_WAITALL) == hashlib.sha256(f.read()).digest())
c.close()
os.remove('a.bin')
