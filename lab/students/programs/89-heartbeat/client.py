import socket

c = socket.create_connection(('127.0.0.1', 8080))
for _ in range(3):
    c.send(b'.')
print(c.recv(1))
print(c.recv(1))
c.close()
