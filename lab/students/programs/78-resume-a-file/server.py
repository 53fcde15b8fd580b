import hashlib
import os
import socket
import struct

with open('big.bin', 'wb') as f:
    for i in range(5000):
        f.write(struct.pack('>I', i * i % 65521))
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('127.0.0.1', 8080))
s.listen(2)
size = os.path.getsize('big.bin')
for most in (9000, size):
    conn, _ = s.accept()
    with conn, open('big.bin', 'rb') as f:
        start, = struct.unpack('!Q', conn.recv(8, socket.MSG_WAITALL))
        f.seek(start)
        piece = f.read(most - start)
        conn.sendall(struct.pack('!QI', size, len(piece)) + piece)
        print('from', start, 'sent', len(piece))
print(hashlib.md5(open('big.bin', 'rb').read()).hexdigest())
os.remove('big.bin')
s.close()
