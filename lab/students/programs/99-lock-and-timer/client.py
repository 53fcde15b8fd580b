import socket

a = socket.create_connection(('127.0.0.1', 8080))
b = socket.create_connection(('127.0.0.1', 8080))
for i in range(10):
    a.sendall(b'a' * 10)
    b.sendall(b'b' * 10)
a.close()
b.close()
print('sent')
