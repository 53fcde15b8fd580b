import socket
import struct

# 传感器数据：每条记录 = 编号(H) + 温度(f) + 状态(B)
REC = struct.Struct('<HfB')
sk = socket.socket()
sk.bind(('127.0.0.1', 8080))
sk.listen()
conn, addr = sk.accept()
buf = b''
while True:
    part = conn.recv(10)
    if not part:
        break
    buf += part
print('一共', len(buf), '字节')
for no, temp, ok in struct.iter_unpack('<HfB', buf):
    print(no, round(temp, 2), bool(ok))
for rec in REC.iter_unpack(buf[:14]):
    print(rec)
try:
    list(struct.iter_unpack('<HfB', buf[:8]))
except struct.error as e:
    print('错误:', e)
n, t, s = REC.unpack_from(buf, 7)
print(n, f'{t:.1f}', s)
out = bytearray(10)
struct.pack_into('!I', out, 2, 0xdeadbeef)
print(out.hex(' '))
conn.close()
sk.close()
