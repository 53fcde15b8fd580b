import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for w in ['one', 'two', 'three']: c.send(w.encode()); time.sleep(0.15)
c.close()
