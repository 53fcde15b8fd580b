import socket
c = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM); c.connect('own.sock'); c.send(b'hello'); c.close()
