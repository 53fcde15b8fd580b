import socket
WORD = 'socket'
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('127.0.0.1', 8080))
s.listen(1)
conn, addr = s.accept()
found, wrong = set(), 0
with conn, conn.makefile('rw', encoding='utf-8', newline='\n') as f:
    while wrong < 5 and set(WORD) - found:
        f.write(''.join(c if c in found else '_' for c in WORD) + '\n')
        f.flush()
        letter = f.readline().strip()
        if letter in WORD:
            found.add(letter)
        else:
            wrong += 1
            print('wrong', wrong, letter)
    f.write('lost\n' if set(WORD) - found else 'won ' + WORD + '\n')
s.close()
