import asyncio, traceback
from concurrent.futures import ThreadPoolExecutor

async def main():
    print(await asyncio.to_thread(sum, [1, 2]))
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(5)
    except TimeoutError:
        print('timeout')
    task = asyncio.create_task(asyncio.sleep(9))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as e:
        print(repr(e))

asyncio.run(main())
pool = ThreadPoolExecutor(2)    # nobody shuts it down
print(pool.submit(pow, 2, 10).result(), repr(pool.submit(int, 'x').exception()))

async def wrong():
    raise ValueError('坏')

try:
    asyncio.run(wrong())
except ValueError as e:
    print(e, [frame.name for frame in traceback.extract_tb(e.__traceback__)])
