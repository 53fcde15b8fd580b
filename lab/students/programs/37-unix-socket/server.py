import socket, os
p = 'own.sock'
if os.path.exists(p): os.remove(p)
s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM); s.bind(p); s.listen(1)
c, a = s.accept(); print(c.recv(10)); c.close(); s.close()
