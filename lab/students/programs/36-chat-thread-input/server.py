import socket, threading
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, a = s.accept()
def reader():
    while True:
        d = c.recv(100)
        if not d: break
        print('peer:', d.decode())
t = threading.Thread(target=reader); t.start()
while True:
    m = input()
    if m == 'q': break
    c.send(m.encode())
c.shutdown(socket.SHUT_WR); t.join(); c.close(); s.close()
