import socket
import struct

c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
c.connect(('127.0.0.1', 8080))
for ident, name in ((0x1234, 'lab.example'), (7, 'nobody.example'), (8, 'school.example')):
    q = struct.pack('!HHHHHH', ident, 0x0100, 1, 0, 0, 0)
    q += b''.join(bytes([len(p)]) + p.encode() for p in name.split('.')) + b'\0' + struct.pack('!HH', 1, 1)
    c.send(q)
    a = c.recv(512)
    got, flags, _, answers = struct.unpack_from('!HHHH', a)
    assert got == ident
    if answers:
        print(name, socket.inet_ntoa(a[-4:]))
    else:
        print(name, 'rcode', flags & 15)
c.close()
