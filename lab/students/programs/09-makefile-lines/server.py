import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, a = s.accept()
f = c.makefile('r', encoding='utf-8')
for line in f: print('got', line.rstrip())
f.close(); c.close(); s.close()
