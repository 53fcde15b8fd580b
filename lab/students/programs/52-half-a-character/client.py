import socket
c = socket.socket(); c.connect(('127.0.0.1', 8080))
c.sendall('你好'.encode('utf-8'))
c.close()
print('sent')
