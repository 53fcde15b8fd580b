import socket
c = socket.create_connection(('localhost', 8080)); print(c.getpeername()); print(socket.gethostbyname('localhost'))
try: c.connect(('127.0.0.1', 8080))
except OSError as e: print(e.errno)
c.close()
try: c.send(b'x')
except OSError as e: print(e.errno)
