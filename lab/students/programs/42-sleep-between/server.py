import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1); c, a = s.accept(); got = []
while True:
    d = c.recv(1024)
    if not d: break
    got.append(d)
print(got); c.close(); s.close()
