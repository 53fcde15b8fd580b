import socket, struct
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for cmd in ['echo hello', 'echo one; echo two']:
    c.send(cmd.encode())
    n = struct.unpack('i', c.recv(4))[0]
    data = b''
    while len(data) < n: data += c.recv(1024)
    print(data.decode(), end='')
c.close()
