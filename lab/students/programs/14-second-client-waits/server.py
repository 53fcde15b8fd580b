import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
for i in range(2):
    c, a = s.accept()
    while True:
        d = c.recv(1024)
        if not d: break
        c.send(d.upper())
    c.close()
s.close()
