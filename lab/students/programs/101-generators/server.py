import socket


def lines(conn, size=8):
    rest = b''
    while part := conn.recv(size):
        *whole, rest = (rest + part).split(b'\r\n')
        yield from whole
    if rest:
        raise ValueError(f'cut off: {rest!r}')


s = socket.create_server(('127.0.0.1', 8080), backlog=1)
for _ in range(2):
    conn, _ = s.accept()
    with conn:
        try:
            for n, line in enumerate(lines(conn), 1):
                print(f'{n:>2} {line.decode():<12}|')
        except ValueError as e:
            print('error:', e)
s.close()
