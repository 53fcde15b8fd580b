import socket, json
c = socket.socket(); c.connect(('127.0.0.1', 8080))
f = c.makefile('rw', encoding='utf-8')
while True:
    password = input('password: ')
    f.write(json.dumps({'user': 'alice', 'password': password}) + '\n'); f.flush()
    answer = json.loads(f.readline())
    print(answer)
    if answer['ok'] or not answer['left']: break
f.close(); c.close()
