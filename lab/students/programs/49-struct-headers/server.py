import socket, struct
HEAD = struct.Struct('<HBIf')
print('head of', HEAD.size)
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, _ = s.accept()
buf = b''
while True:
    data = c.recv(7)
    if not data: break
    buf += data
    while len(buf) >= HEAD.size:
        magic, kind, size, value = HEAD.unpack_from(buf)
        if magic != 0xCAFE:
            raise ValueError(f'bad magic {magic:#06x}')
        if len(buf) < HEAD.size + size: break
        body, buf = buf[HEAD.size:HEAD.size + size], buf[HEAD.size + size:]
        print(hex(magic), kind, size, round(value, 3), body)
print('left', buf)
c.close(); s.close()
