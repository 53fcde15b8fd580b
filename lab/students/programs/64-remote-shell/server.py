import socket, subprocess, struct
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, _ = s.accept()
while True:
    cmd = c.recv(1024).decode('utf-8')
    if not cmd: break
    r = subprocess.run(cmd, shell=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out = r.stdout + r.stderr
    c.send(struct.pack('i', len(out)) + out)
c.close(); s.close(); print('closed')
