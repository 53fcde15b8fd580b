import socket

USERS = {'ming': '123'}


def login(conn):
    name, password = conn.recv(1024).decode().split(':')
    if USERS[name] != password:
        raise PermissionError(f'wrong password of {name!r}')
    return name


s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('127.0.0.1', 8080))
s.listen()
for _ in range(3):
    conn, _ = s.accept()
    try:
        print('in:', login(conn))
        conn.send(b'welcome')
    except PermissionError as e:
        print('no:', e)
        conn.send(b'no')
    finally:
        conn.close()
