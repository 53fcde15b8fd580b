import socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(('127.0.0.1', 8080))
s.send('hello'.encode('utf-8'))
s.send('feng'.encode('utf-8'))
s.close()
