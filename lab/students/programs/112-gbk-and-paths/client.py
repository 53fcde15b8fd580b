import socket
c = socket.socket(); c.connect(('127.0.0.1', 8080)); c.send('粘包问题'.encode('gbk')); c.close()
