import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen()
c, _ = s.accept()
while True:
    head = c.recv(5, socket.MSG_WAITALL)
    if not head: break
    size = int(head)
    body = c.recv(size, socket.MSG_WAITALL)
    print(repr(head), body.decode('gbk'))
c.close(); s.close()
