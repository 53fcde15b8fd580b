import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, a = s.accept(); c.settimeout(0.2)
try: print(c.recv(10))
except socket.timeout as e: print('timeout', type(e).__name__, e)
c.close(); s.close()
