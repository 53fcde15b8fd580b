import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, a = s.accept(); print(c.recv(5, socket.MSG_PEEK)); print(c.recv(10, socket.MSG_WAITALL)); print(c.recv(10)); c.close(); s.close()
