import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for m in ['a1', 'a2']: c.send(m.encode()); print(c.recv(1024)); time.sleep(0.05)
c.close()
