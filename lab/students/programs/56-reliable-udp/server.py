import socket, struct
s = socket.socket(type=socket.SOCK_DGRAM); s.bind(('127.0.0.1', 8080))
want, dropped, got = 0, False, []
while want < 4:
    data, addr = s.recvfrom(100)
    seq, = struct.unpack_from('!H', data)
    if seq == 2 and not dropped:
        dropped = True
        continue
    if seq == want:
        got.append(data[2:])
        want += 1
    s.sendto(struct.pack('!H', seq), addr)
print(b''.join(got))
s.close()
