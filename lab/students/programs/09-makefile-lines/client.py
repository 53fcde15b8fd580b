import socket
c = socket.create_connection(('127.0.0.1', 8080))
f = c.makefile('w', encoding='utf-8')
for m in ['one', '二', 'three']: f.write(m + '\n')
f.close(); c.close()
