import socket, pickle
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, a = s.accept(); f = c.makefile('rb'); print(pickle.load(f)); print(pickle.load(f)); f.close(); c.close(); s.close()
