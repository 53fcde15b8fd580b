import socket

c = socket.create_connection(('127.0.0.1', 8080))
f = c.makefile('rwb')


def ask(line):
    f.write(line.encode() + b'\n')
    f.flush()


ask('LIST')
names = []
for line in iter(f.readline, b'.\n'):
    name, size = line.decode().rsplit(' ', 1)
    names.append(name)
    print(name, int(size))
for name in names + ['../etc/passwd']:
    ask('GET ' + name)
    head = f.readline().decode().split()
    if head[0] == 'OK':
        body = f.read(int(head[1]))
        print(name, len(body), body[:6])
    else:
        print(name, ' '.join(head))
ask('QUIT')
print(f.readline())
f.close()
c.close()
