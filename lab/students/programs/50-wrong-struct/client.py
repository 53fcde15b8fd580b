import socket, struct
c = socket.socket(); c.connect(('127.0.0.1', 8080))
c.send(struct.pack('i', 5))
print(c.recv(10))
c.close()
