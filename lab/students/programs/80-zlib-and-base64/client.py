import base64
import socket
import struct
import zlib

text = b'sticky packets, ' * 1000
packed = base64.b64encode(zlib.compress(text, 9))
c = socket.socket()
c.connect(('127.0.0.1', 8080))
c.sendall(struct.pack('<I', len(packed)))
c.sendall(packed)
crc, adler = struct.unpack('<II', c.recv(8))
print(hex(crc), hex(adler), crc == zlib.crc32(text))
c.close()
