import socket, threading
def talk(c, a):
    while True:
        d = c.recv(1024)
        if not d: break
        c.send(d.upper())
    c.close()
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
ts = []
for i in range(2):
    c, a = s.accept(); t = threading.Thread(target=talk, args=(c, a)); t.start(); ts.append(t)
for t in ts: t.join()
s.close(); print('done')
