import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
c, a = s.accept()
while data := c.recv(100):
    c.sendall(data.swapcase())
c.close(); s.close()
print('server over')
