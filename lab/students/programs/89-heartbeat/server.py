import socket

s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen()
conn, _ = s.accept()
conn.settimeout(0.6)
beats, silent = 0, 0
while True:
    try:
        data = conn.recv(1)
    except TimeoutError as e:
        silent += 1
        print('silent', silent, e)
        if silent == 2:
            break
        conn.send(b'?')
        continue
    if not data:
        print('closed')
        break
    beats += 1
print('beats', beats)
conn.close()
s.close()
