import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080))
c.send('小明'.encode()); print(c.recv(100))
got = c.recv(100)
print(got.decode())
c.close()
