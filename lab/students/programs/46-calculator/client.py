import socket
c = socket.create_connection(('127.0.0.1', 8080))
f = c.makefile('rw', encoding='utf-8', newline='\n')
for q in ['1 + 1', '2 ** 10', '1 / 0', 'x', '"粘" * 3']:
    print(q, file=f, flush=True)
    print(q, '=', f.readline().rstrip('\n'))
print('quit', file=f, flush=True)
f.close(); c.close()
