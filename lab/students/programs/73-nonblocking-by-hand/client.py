import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for w in (b'a', b'b', b'c'): c.send(w); time.sleep(0.05)
c.close()
