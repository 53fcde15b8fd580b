import socket
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for ch in b'helloworld': c.send(bytes([ch]))
c.close()
