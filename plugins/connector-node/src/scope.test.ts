import { createPatternMatcher, createScopeFilter } from './scope';

const leftOut = (include: string[], exclude: string[] = []) => {
  const filter = createScopeFilter({ include, exclude });
  return (...path: string[]) => filter(path) !== undefined;
};

describe('createScopeFilter', () => {
  it('takes everything when nothing is said', () => {
    expect(leftOut([])('sales', 'order')).toBe(false);
  });

  it.each([
    ['sales', ['sales'], true],
    ['sales', ['sales', 'order'], true],
    ['sales', ['sales_old', 'order'], false],
    ['sales.*', ['sales', 'order'], true],
    ['sales.*', ['crm', 'order'], false],
    ['*.tmp_*', ['crm', 'tmp_1'], true],
    ['*.tmp_*', ['crm', 'order'], false],
    ['*.order', ['sales', 'Order'], false],
    ['s?les.{order,item}', ['sales', 'item'], true],
    ['sales.v1\\.0', ['sales', 'v1.0'], true],
    ['sales.v1\\.0', ['sales', 'v1'], false],
    ['sales.v1?0', ['sales', 'v1.0'], true],
    ['*.a/b', ['sales', 'a/b'], true],
    ['*.*', ['sales', 'a/b/c'], true],
    ['*.a/*', ['sales', 'a/b'], true],
    ['*.[x]', ['sales', 'x'], true],
    ['*.\\[x\\]', ['sales', '[x]'], true],
    ['*.\\[x\\]', ['sales', 'x'], false],
    ['*.back\\\\slash', ['sales', 'back\\slash'], true],
    ['*.*', ['sales', '.hidden'], true],
    ['!sales.*', ['crm', 'order'], false],
    ['*.🛒*', ['sales', '🛒 basket'], true],
  ] as const)('%s on %j: %s', (pattern, path, taken) => {
    expect(leftOut([pattern])(...path)).toBe(!taken);
    expect(createPatternMatcher(pattern)(path)).toBe(taken);
  });

  it('lets exclude win over include', () => {
    const isLeftOut = leftOut(['sales.*'], ['*.tmp_*']);
    expect(isLeftOut('sales', 'order')).toBe(false);
    expect(isLeftOut('sales', 'tmp_order')).toBe(true);
  });

  it('keeps a schema in scope that leads to a table of a pattern', () => {
    const isLeftOut = leftOut(['sales.order']);
    expect(isLeftOut('sales')).toBe(false);
    expect(isLeftOut('sales', 'item')).toBe(true);
    expect(isLeftOut('crm')).toBe(true);
    expect(createPatternMatcher('sales.order')(['sales'])).toBe(false);
  });

  it('keeps a schema in scope of which only tables are excluded', () => {
    const isLeftOut = leftOut([], ['sales.*']);
    expect(isLeftOut('sales')).toBe(false);
    expect(isLeftOut('sales', 'order')).toBe(true);
  });

  it('names the pattern that excludes', () => {
    const filter = createScopeFilter({ include: [], exclude: ['a', '*.tmp'] });
    expect(filter(['b', 'tmp'])).toBe('Excluded by the pattern "*.tmp".');
    expect(createScopeFilter({ include: ['a'], exclude: [] })(['b'])).toBe(
      'No include pattern takes it.',
    );
  });

  it.each(['sales.', '.order', 'a..b', '.'])('refuses %s', pattern => {
    expect(() => leftOut([pattern])).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(`"${pattern}"`),
      }),
    );
  });
});
