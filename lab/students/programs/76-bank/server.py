import json
import socket

accounts = {}

class NotEnough(Exception):
    pass

def handle(order):
    name, amount = order['name'], order.get('amount', 0)
    if order['do'] == 'open':
        accounts[name] = 0
    elif order['do'] == 'pay':
        if accounts[name] < amount:
            raise NotEnough(f'{name} has only {accounts[name]}')
        accounts[name] -= amount
    else:
        accounts[name] += amount
    return accounts[name]

s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen()
conn, _ = s.accept()
buffer = b''
while True:
    data = conn.recv(7)
    if not data:
        break
    buffer += data
    while b'\n' in buffer:
        line, buffer = buffer.split(b'\n', 1)
        try:
            answer = {'ok': handle(json.loads(line))}
        except NotEnough as e:
            answer = {'error': str(e)}
        except KeyError as e:
            answer = {'error': f'no account {e}'}
        except json.JSONDecodeError as e:
            answer = {'error': e.msg, 'at': e.pos}
        conn.sendall(json.dumps(answer).encode() + b'\n')
print(sorted(accounts.items()))
conn.close()
s.close()
