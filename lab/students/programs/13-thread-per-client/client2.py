import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for m in ['b1', 'b2']: c.send(m.encode()); print(c.recv(1024)); time.sleep(0.05)
c.close()
