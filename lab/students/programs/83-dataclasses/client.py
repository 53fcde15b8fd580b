import socket
from struct import pack

with socket.create_connection(('127.0.0.1', 8080)) as c:
    for seq, (kind, body) in enumerate([(1, b'ming'), (2, bytes(range(4))), (3, b'')]):
        c.sendall(pack('!BHI', kind, seq, len(body)) + body)
    c.shutdown(socket.SHUT_WR)
    said = b''
    while part := c.recv(3):
        said += part
    print(said.decode())
