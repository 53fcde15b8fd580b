import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080)); c.send(b'hello'); time.sleep(0.2); c.send(b'world'); c.close()
