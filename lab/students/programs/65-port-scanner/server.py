import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
c, a = s.accept(); c.close()
c, a = s.accept(); print(c.recv(10)); c.close(); s.close()
