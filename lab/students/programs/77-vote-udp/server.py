import socket
from collections import Counter

votes, seen = Counter(), set()
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('127.0.0.1', 8080))
while len(seen) < 3:
    data, addr = s.recvfrom(64)
    who, _, what = data.decode('utf-8').partition(':')
    if who in seen:
        s.sendto('已经投过了'.encode(), addr)
        continue
    seen.add(who)
    votes[what] += 1
    s.sendto(f'{sum(votes.values())} 票'.encode(), addr)
for what, n in votes.most_common():
    print(what, '*' * n)
s.close()
