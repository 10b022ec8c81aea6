import { receiveFile } from './receiveFile';

const encode = (text: string) => new TextEncoder().encode(text);

/** An answer that comes in these pieces, and then ends or breaks off. */
const responseOf = (
  pieces: readonly string[],
  headers: Record<string, string> = {},
  failure?: Error,
) => {
  const left = [...pieces];
  return new Response(
    new ReadableStream({
      pull(controller) {
        const piece = left.shift();
        if (piece !== undefined) controller.enqueue(encode(piece));
        else if (failure) controller.error(failure);
        else controller.close();
      },
    }),
    { headers },
  );
};

describe('a file that is received', () => {
  it('says after each piece how many bytes there are', async () => {
    const onBytes = jest.fn();
    const { content } = await receiveFile(
      responseOf(['abc', 'defg'], { 'Content-Type': 'application/zip' }),
      onBytes,
    );
    expect(onBytes.mock.calls).toEqual([[3], [7]]);
    expect(content.type).toBe('application/zip');
    expect(await content.text()).toBe('abcdefg');
  });

  it('is empty when there is no body', async () => {
    const { content } = await receiveFile(new Response(null));
    expect(content.size).toBe(0);
  });

  it('is not taken when it breaks off', async () => {
    const broken = responseOf(['abc'], {}, new TypeError('network error'));
    const onBytes = jest.fn();
    await expect(receiveFile(broken, onBytes)).rejects.toThrow('network error');
    expect(onBytes).toHaveBeenLastCalledWith(3);
  });

  it.each([
    ['attachment; filename="shop.zip"', 'shop.zip'],
    [
      `attachment; filename="caf_.zip"; filename*=UTF-8''caf%C3%A9%20(1).zip`,
      'café (1).zip',
    ],
    ['attachment', 'download'],
    ['', 'download'],
  ])('has its name of %s', async (disposition, name) => {
    const response = responseOf([], { 'Content-Disposition': disposition });
    expect((await receiveFile(response)).fileName).toBe(name);
  });
});
