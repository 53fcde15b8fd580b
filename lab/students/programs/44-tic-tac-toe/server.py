import socket, struct
board = [' '] * 9
LINES = [(0,1,2),(3,4,5),(6,7,8),(0,3,6),(1,4,7),(2,5,8),(0,4,8),(2,4,6)]
def won():
    for a, b, c in LINES:
        if board[a] != ' ' and board[a] == board[b] == board[c]:
            return board[a]
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('', 8080)); s.listen()
c, addr = s.accept()
for mine in (4, 2, 6):
    move, = struct.unpack('!B', c.recv(1))
    board[move] = 'X'
    board[mine] = 'O'
    c.sendall(struct.pack('!Bc', mine, (won() or '-').encode()))
for i in range(0, 9, 3):
    print('|'.join(board[i:i + 3]))
c.close(); s.close()
