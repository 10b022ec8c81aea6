import { createSuggest, type Candidate, type Principal } from './suggest';

const lin: Principal = {
  kind: 'User',
  ref: 'user:default/lin',
  email: 'lin@example.com',
  name: 'Lin Hall',
};

const suggest = (principal: Principal, candidates: Candidate[]) =>
  createSuggest(candidates)(principal);

const user = (ref: string, over: Partial<Candidate> = {}): Candidate => ({
  kind: 'User',
  ref,
  ...over,
});

describe('suggest (AR-36)', () => {
  it.each<[string, Candidate, string]>([
    [
      'e-mail address',
      user('user:default/a', { email: 'LIN@Example.com' }),
      'e-mail',
    ],
    ['reference', user('user:default/lin'), 'reference'],
    ['name', user('user:other/lin'), 'name'],
    ['display name', user('user:default/b', { name: 'lin hall' }), 'name'],
  ])('finds who has the same %s', (_, candidate, by) => {
    expect(suggest(lin, [user('user:default/x'), candidate])).toEqual([
      expect.objectContaining({ ref: candidate.ref, by }),
    ]);
  });

  it('puts the surest first, and names nobody twice', () => {
    const all = suggest(lin, [
      user('user:other/lin', { name: 'Lin Hall' }),
      user('user:default/lin', { email: lin.email }),
      user('user:default/mail', { email: lin.email, name: 'Mail' }),
    ]);

    expect(all).toEqual([
      { ref: 'user:default/lin', title: 'lin', by: 'e-mail' },
      { ref: 'user:default/mail', title: 'Mail', by: 'e-mail' },
      { ref: 'user:other/lin', title: 'Lin Hall', by: 'name' },
    ]);
  });

  it('never suggests a group for a user, nor a stranger', () => {
    const group: Candidate = { kind: 'Group', ref: 'group:default/lin' };

    expect(suggest(lin, [group, user('user:default/y')])).toEqual([]);
    expect(
      suggest({ kind: 'User', ref: 'user:a/z' }, [user('user:default/y')]),
    ).toEqual([]);
  });

  it('shows no more than five', () => {
    const many = Array.from({ length: 9 }, (_, n) => user(`user:n${n}/lin`));

    expect(suggest(lin, many)).toHaveLength(5);
  });

  it('looks at each candidate once, however many ask', () => {
    let looks = 0;
    const candidates = Array.from({ length: 1_000 }, (_, n) => ({
      kind: 'User' as const,
      email: `u${n}@example.com`,
      get ref() {
        looks += 1;
        return `user:default/u${n}`;
      },
    }));
    const ask = createSuggest(candidates);
    for (let n = 0; n < 1_000; n += 1) {
      expect(ask(user(`user:other/u${n}`))).toHaveLength(1);
    }
    expect(looks).toBeLessThan(10_000);
  });
});
