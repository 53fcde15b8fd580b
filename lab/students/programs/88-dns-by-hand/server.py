import socket
import struct

NAMES = {'lab.example': '192.0.2.7', 'school.example': '192.0.2.8'}
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('127.0.0.1', 8080))
for _ in range(3):
    query, addr = s.recvfrom(512)
    ident, flags, questions = struct.unpack_from('!HHH', query)
    labels, i = [], 12
    while (n := query[i]):
        labels.append(query[i + 1:i + 1 + n].decode())
        i += n + 1
    name = '.'.join(labels)
    address = NAMES.get(name)
    print(hex(ident), name, address)
    answer = struct.pack('!HHHHHH', ident, 0x8180 if address else 0x8183, 1, 1 if address else 0, 0, 0) + query[12:i + 5]
    if address:
        answer += struct.pack('!HHHIH', 0xC00C, 1, 1, 60, 4) + socket.inet_aton(address)
    s.sendto(answer, addr)
s.close()
