import socket

store = {}
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('127.0.0.1', 8080))
s.listen(1)
conn, addr = s.accept()
f = conn.makefile('rb')


def command():
    head = f.readline()
    if not head:
        return None
    assert head[:1] == b'*', head
    words = []
    for _ in range(int(head[1:])):
        size = int(f.readline()[1:])
        words.append(f.read(size + 2)[:-2])
    return words


while (words := command()) is not None:
    name, *args = words
    match name.upper(), args:
        case b'SET', [key, value]:
            store[key] = value
            conn.sendall(b'+OK\r\n')
        case b'GET', [key]:
            value = store.get(key)
            conn.sendall(b'$-1\r\n' if value is None else b'$%d\r\n%s\r\n' % (len(value), value))
        case b'INCR', [key]:
            store[key] = b'%d' % (int(store.get(key, 0)) + 1)
            conn.sendall(b':' + store[key] + b'\r\n')
        case _:
            conn.sendall(b'-ERR unknown\r\n')
print(store)
f.close()
conn.close()
s.close()
