import socket


def pack(*words):
    out = b'*%d\r\n' % len(words)
    for w in words:
        w = w if isinstance(w, bytes) else str(w).encode()
        out += b'$%d\r\n%s\r\n' % (len(w), w)
    return out


c = socket.create_connection(('127.0.0.1', 8080))
f = c.makefile('rb')
stream = pack('SET', 'k', 'two\r\nlines') + pack('GET', 'k') + pack('GET', 'none') + pack('INCR', 'n') + pack('INCR', 'n') + pack('FLY')
for i in range(0, len(stream), 11):
    c.sendall(stream[i:i + 11])
for _ in range(6):
    line = f.readline()
    if line[:1] == b'$' and line != b'$-1\r\n':
        line += f.read(int(line[1:]) + 2)
    print(line)
f.close()
c.close()
