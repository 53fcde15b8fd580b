import socket, struct
def recv_exact(c, n):
    data = b''
    while len(data) < n:
        part = c.recv(n - len(data))
        if not part: raise EOFError
        data += part
    return data
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
c, a = s.accept()
for i in range(3):
    n, = struct.unpack('i', recv_exact(c, 4))
    print(n, recv_exact(c, n).decode())
c.close(); s.close()
