import socket


def go(text):
    c = socket.socket()
    c.connect(('127.0.0.1', 8080))
    c.send(text.encode())
    print(text, '->', c.recv(100))
    c.close()


go('ming:123')
go('ming:321')
go('hua:1')
