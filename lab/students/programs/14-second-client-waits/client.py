import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080)); time.sleep(0.3)
c.send(b'first'); print(c.recv(1024)); c.close()
