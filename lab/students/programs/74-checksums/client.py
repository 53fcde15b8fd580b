import socket, struct, zlib
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for text, spoil in ((b'hello ' * 50, 0), (b'feng', 1)):
    body = zlib.compress(text)
    c.sendall(struct.pack('!II', len(body), zlib.crc32(body) ^ spoil) + body)
c.close()
