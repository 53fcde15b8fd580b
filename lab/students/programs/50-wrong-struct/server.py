import socket, struct
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, _ = s.accept()
size = struct.unpack('i', c.recv(3))[0]
print(size)
