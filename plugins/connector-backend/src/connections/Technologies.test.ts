import { createSampleConnector } from '../__testUtils__/sampleConnector';
import { Technologies } from './Technologies';

const { connector } = createSampleConnector();
const named = (id: string, title: string) => ({
  ...connector,
  technology: { ...connector.technology, id, title },
});

describe('Technologies', () => {
  it('lists what modules bring, by title', () => {
    const technologies = new Technologies();
    technologies.add(named('b', 'Zebra'));
    technologies.add(named('a', 'antelope'));
    expect(technologies.list().map(({ id }) => id)).toEqual(['a', 'b']);
    expect(technologies.get('a').technology.title).toBe('antelope');
  });

  it('names the installed technologies when one is unknown', () => {
    const technologies = new Technologies();
    expect(() => technologies.get('oracle')).toThrow('installed are: none');
    technologies.add(named('b', 'B'));
    technologies.add(named('a', 'A'));
    expect(() => technologies.get('oracle')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message:
          '"technology": there is no technology "oracle"; installed are: a, b',
      }),
    );
  });

  it('refuses a second technology of one id, and a wrong declaration', () => {
    const technologies = new Technologies();
    technologies.add(named('a', 'A'));
    expect(() => technologies.add(named('a', 'Again'))).toThrow(
      'Two modules bring the technology "a"',
    );
    expect(() => technologies.add(named('bad', ''))).toThrow(
      'The technology "bad" is declared wrongly: "title" must be at least 1',
    );
    expect(technologies.list()).toHaveLength(1);
  });

  it('says which modules did not bring theirs', () => {
    const technologies = new Technologies();
    technologies.add(named('a', 'A'));
    expect(() => technologies.add(named('bad', ''))).toThrow();
    expect(technologies.unavailable(['a', 'bad', 'silent'])).toEqual([
      { module: 'bad', reason: expect.stringContaining('declared wrongly') },
      { module: 'silent', reason: expect.stringContaining('did not start') },
    ]);
  });
});
