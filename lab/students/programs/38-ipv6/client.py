import socket
c = socket.create_connection(('::1', 8080)); c.send(b'six'); c.close()
