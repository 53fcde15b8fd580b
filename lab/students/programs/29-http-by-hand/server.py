import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
c, a = s.accept(); d = c.recv(1024); print(d.split(b'\r\n')[0])
c.send(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'); c.send(b'ok'); c.close(); s.close()
