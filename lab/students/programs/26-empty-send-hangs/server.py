import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, a = s.accept(); c.settimeout(0.3)
try: print(c.recv(10))
except TimeoutError: print('nothing came')
c.close(); s.close()
