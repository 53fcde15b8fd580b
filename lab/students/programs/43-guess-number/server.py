import socket
SECRET = 42
s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen(1)
conn, _ = s.accept()
tries = 0
with conn:
    while True:
        n = conn.recv(16)
        if not n:
            break
        tries += 1
        n = int(n.decode())
        if n == SECRET:
            conn.sendall('猜对了'.encode('utf-8'))
            break
        conn.sendall(('大了' if n > SECRET else '小了').encode('utf-8'))
print(f'{tries} tries')
s.close()
