name = input('请输入你的名字：')
age = int(input("请输入年龄>>> ").strip())
print(f'你好，{name}，{age + 1}')
while True:
    cmd = input('>>:').strip()
    if not cmd: continue
    if cmd in ('q', '退出'): break
    try:
        print(eval(cmd))
    except Exception as e:
        print('出错', e)
n = int(input('再来一个数字: '))
print(n)
