import socket
server = socket.socket()
server.bind(('127.0.0.1', 8080))
server.listen(3)
client, addr = server.accept()
f = client.makefile('rw', encoding='utf-8', newline='\n')
for line in f:
    line = line.strip()
    if line == 'quit':
        break
    try:
        f.write(str(eval(line, {'__builtins__': {}})) + '\n')
    except Exception as e:
        f.write(f'{type(e).__name__}: {e}\n')
    f.flush()
f.close()
client.close()
server.close()
print('bye')
