import asyncio
async def main():
    r, w = await asyncio.open_connection('127.0.0.1', 8080)
    for word in ('你好', 'bye'):
        w.write(word.encode() + b'\n')
        await w.drain()
        print((await asyncio.wait_for(r.readline(), 10)).decode().strip())
    try:
        await asyncio.wait_for(r.readexactly(5), 0.3)
    except asyncio.TimeoutError:
        print('nothing more')
    w.close()
    await w.wait_closed()
asyncio.run(main())
