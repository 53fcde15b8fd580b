import socket, struct
c = socket.socket()
c.connect(('127.0.0.1', 8080))
def recv_exactly(n):
    buf = bytearray()
    while len(buf) < n:
        part = c.recv(n - len(buf))
        if not part:
            raise EOFError('closed after %d of %d bytes' % (len(buf), n))
        buf.extend(part)
    return bytes(buf)
total, = struct.unpack('>Q', recv_exactly(8))
got, shown = 0, -1
with open('copy.bin', 'wb') as f:
    while got < total:
        part = c.recv(min(4096, total - got))
        if not part: break
        f.write(part)
        got += len(part)
        percent = got * 100 // total // 25 * 25
        if percent != shown and percent in (0, 25, 50, 75, 100):
            shown = percent
    print('done', got == total, f'{got/total:.0%}')
c.close()
