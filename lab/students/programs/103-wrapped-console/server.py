import codecs, contextlib, io, sys
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')
print('中文输出')
name = input('名字: ')
print(name, len(name), repr(sys.stdin.readline()), repr(sys.stdin.read(3)))
for line in sys.stdin:
    print('行', repr(line))
sys.stdin = io.StringIO('5\n6\n')
print(sum(int(input()) for _ in range(2)))
try:
    input('还有吗')
except EOFError as e:
    print('|', e)
with contextlib.redirect_stdout(io.StringIO()) as hidden:
    print('藏起来')
print(repr(hidden.getvalue()), isinstance(sys.__stdout__, io.TextIOBase))
sys.stdout = codecs.getwriter('utf-8')(sys.stdout.detach())
sys.stdout.write('你好\n')
sys.stdout.write('粘包'.encode()[:4].decode('utf-8', 'replace') + '\n')
