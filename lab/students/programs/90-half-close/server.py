import contextlib
import socket

with contextlib.closing(socket.socket()) as s:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(('127.0.0.1', 8080))
    s.listen(1)
    conn, _ = s.accept()
    with contextlib.closing(conn):
        words = []
        data = b''
        while part := conn.recv(5):
            data += part
        for word in sorted(data.split()):
            conn.sendall(word + b'\n')
        conn.shutdown(socket.SHUT_RDWR)
print(len(data), 'bytes sorted')
