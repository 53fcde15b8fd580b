import socket

s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen()
conn, _ = s.accept()
f = conn.makefile('rw', newline='')


def say(text):
    f.write(text + '\r\n')
    f.flush()


say('220 lab')
while True:
    line = f.readline().rstrip('\r\n')
    print('C:', line)
    verb = line[:4].upper()
    if verb == 'HELO':
        say('250 hello ' + line[5:])
    elif verb in ('MAIL', 'RCPT'):
        say('250 ok')
    elif verb == 'DATA':
        say('354 go on')
        body = []
        while (line := f.readline().rstrip('\r\n')) != '.':
            body.append(line.removeprefix('.') if line.startswith('..') else line)
        print(body)
        say('250 taken')
    elif verb == 'QUIT':
        say('221 bye')
        break
    else:
        say('500 what?')
f.close()
conn.close()
s.close()
