import socket, struct, subprocess
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(5)
c, a = s.accept()
while True:
    cmd = c.recv(1024)
    if not cmd: break
    obj = subprocess.Popen(cmd.decode('utf-8'), shell=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = obj.stdout.read(), obj.stderr.read()
    c.send(struct.pack('i', len(out) + len(err))); c.send(out); c.send(err)
c.close(); s.close()
