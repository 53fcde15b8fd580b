import asyncio
async def talk(r, w):
    d = await r.read(100); w.write(d.upper()); await w.drain(); w.close(); await w.wait_closed(); stop.set()
async def main():
    global stop; stop = asyncio.Event()
    srv = await asyncio.start_server(talk, '127.0.0.1', 8080)
    async with srv: await stop.wait()
    print('stopped')
asyncio.run(main())
