import base64
import socket
import struct
import zlib

s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen()
c, a = s.accept()
n, = struct.unpack('<I', c.recv(4))
data = b''
while len(data) < n:
    data += c.recv(n - len(data))
text = zlib.decompress(base64.b64decode(data))
print(n, len(text), text[:24])
c.send(struct.pack('<II', zlib.crc32(text), zlib.adler32(text)))
c.close()
s.close()
