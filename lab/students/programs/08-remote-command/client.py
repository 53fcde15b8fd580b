import socket, struct
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for cmd in ['echo hi', 'ls /']:
    c.send(cmd.encode()); n = struct.unpack('i', c.recv(4))[0]; got = b''
    while len(got) < n: got += c.recv(1024)
    print(cmd, n > 0)
c.close()
