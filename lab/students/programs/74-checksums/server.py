import socket, struct, zlib
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, _ = s.accept()
f = c.makefile('rb')
while head := f.read(8):
    n, crc = struct.unpack('!II', head)
    body = f.read(n)
    print(n, 'ok' if zlib.crc32(body) == crc else 'damaged', zlib.decompress(body) if zlib.crc32(body) == crc else body[:4])
f.close(); c.close(); s.close()
