import socket
c = socket.create_connection(('127.0.0.1', 8080))
f = c.makefile('rw', encoding='utf-8', newline='\n')
guesses = iter('esxotzck')
while True:
    line = f.readline().rstrip('\n')
    print(line)
    if ' ' in line or line == 'lost':
        break
    f.write(next(guesses) + '\n')
    f.flush()
f.close()
c.close()
