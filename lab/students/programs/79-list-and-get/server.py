import os
import socket

os.makedirs('shared', exist_ok=True)
for name, text in (('a.txt', 'alpha\n'), ('b.txt', 'beta ' * 500), ('说明.txt', '你好')):
    with open(os.path.join('shared', name), 'w', encoding='utf-8') as f:
        f.write(text)
s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen(1)
conn, _ = s.accept()
rfile, wfile = conn.makefile('rb'), conn.makefile('wb')
for line in rfile:
    command, _, name = line.decode().strip().partition(' ')
    if command == 'LIST':
        names = sorted(os.listdir('shared'))
        for n in names:
            wfile.write(f'{n} {os.path.getsize(os.path.join("shared", n))}\n'.encode())
        wfile.write(b'.\n')
    elif command == 'GET':
        try:
            with open(os.path.join('shared', os.path.basename(name)), 'rb') as f:
                body = f.read()
            wfile.write(b'OK %d\n' % len(body) + body)
        except FileNotFoundError:
            wfile.write(b'NO such file\n')
    else:
        wfile.write(b'BYE\n')
        wfile.flush()
        break
    wfile.flush()
wfile.close()
rfile.close()
conn.close()
for n in os.listdir('shared'):
    os.unlink('shared/' + n)
os.rmdir('shared')
s.close()
