import socket
c = socket.socket(); c.connect(('127.0.0.1', 8080)); c.send(b'hi there')
while True:
    d = c.recv(100)
    if not d: break
    print('server:', d.decode())
c.close()
