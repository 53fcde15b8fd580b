import socket, time
c = socket.socket(); c.connect(('127.0.0.1', 8080))
c.send('小红'.encode()); print(c.recv(100))
time.sleep(1.5)
c.send('大家好'.encode())
time.sleep(0.3)
c.close()
