import socket

c = socket.socket()
c.connect(('127.0.0.1', 8080))
while True:
    try:
        line = input('>>> ').strip()
    except EOFError:
        print('bye')
        break
    if not line:
        continue
    c.send(line.encode('utf-8'))
    print(c.recv(1024).decode('utf-8'))
c.close()
