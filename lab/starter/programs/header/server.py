import socket
import struct


def recv_exactly(conn, n):
    data = b''
    while len(data) < n:
        part = conn.recv(n - len(data))
        if not part:
            raise EOFError(f'{len(data)} of {n} bytes')
        data += part
    return data


server = socket.socket()
server.bind(('127.0.0.1', 8080))
server.listen(5)
conn, addr = server.accept()
while True:
    try:
        length, = struct.unpack('!I', recv_exactly(conn, 4))
    except EOFError:
        break
    print(length, recv_exactly(conn, length).decode('utf-8'))
conn.close()
server.close()
