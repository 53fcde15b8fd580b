import socket, time
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, a = s.accept(); time.sleep(0.5); n = 0
while True:
    d = c.recv(100000)
    if not d: break
    n += len(d)
print(n > 0); c.close(); s.close()
