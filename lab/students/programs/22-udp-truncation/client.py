import socket
c = socket.socket(type=socket.SOCK_DGRAM); c.connect(('127.0.0.1', 8080)); c.send(b'hello'); c.send(b'feng')
