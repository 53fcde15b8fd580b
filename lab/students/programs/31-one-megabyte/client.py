import socket
c = socket.socket(); c.connect(('127.0.0.1', 8080)); c.sendall(b'x' * 1000000); c.close(); print('sent')
