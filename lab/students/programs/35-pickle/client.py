import socket, pickle
c = socket.socket(); c.connect(('127.0.0.1', 8080)); c.sendall(pickle.dumps({'a': 1}) + pickle.dumps([1, '二'])); c.close()
