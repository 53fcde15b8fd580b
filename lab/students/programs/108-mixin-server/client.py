import socket
c = socket.create_connection(('127.0.0.1', 8080), timeout=5)
f = c.makefile('rw', encoding='utf-8', newline='\n')
for w in ('a', 'bb', '你好'):
    f.write(w + '\n')
    f.flush()
    print(f.readline(), end='')
f.write('quit\n')
f.flush()
print(repr(f.readline()))
c.close()
