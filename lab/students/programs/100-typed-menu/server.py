import socket

s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen()
conn, _ = s.accept()
notes = []
while True:
    data = conn.recv(1024).decode()
    if not data:
        break
    what, _, text = data.partition(' ')
    if what == 'add':
        notes.append(text)
        conn.send(f'{len(notes)} notes'.encode())
    elif what == 'show':
        conn.send('\n'.join(f'{i}. {n}' for i, n in enumerate(notes, 1)).encode() or b'(none)')
    else:
        conn.send('不懂：'.encode() + what.encode())
print(notes)
conn.close()
s.close()
