import socket, hashlib, json
USERS = {'alice': hashlib.sha256(b'secret').hexdigest()}
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, _ = s.accept()
r = c.makefile('r', encoding='utf-8'); w = c.makefile('w', encoding='utf-8')
for left in (2, 1, 0):
    ask = json.loads(r.readline())
    ok = USERS.get(ask['user']) == hashlib.sha256(ask['password'].encode()).hexdigest()
    w.write(json.dumps({'ok': ok, 'left': left}) + '\n'); w.flush()
    if ok: break
r.close(); w.close(); c.close(); s.close()
