import socket
for port in (8079, 8080, 8081):
    c = socket.socket()
    c.settimeout(1)
    code = c.connect_ex(('127.0.0.1', port))
    print(port, 'open' if code == 0 else 'closed', code)
    c.close()
c = socket.socket(); c.connect(('127.0.0.1', 8080)); c.send(b'done'); c.close()
