import { ConfigReader } from '@backstage/config';
import { readPortal } from './readPortal';

describe('readPortal', () => {
  const app = { title: 'Portal', baseUrl: 'https://portal.example.com/' };
  const organization = { name: 'Example' };

  it.each([
    [{ app, organization }, 'Given', 'Given'],
    [{ app, organization }, undefined, 'Example'],
    [{ app }, undefined, 'Portal'],
    [{}, undefined, 'Backstage'],
  ])('finds a name in %j, called %s', (config, portalName, name) => {
    const portal = readPortal(new ConfigReader(config), { portalName });
    expect(portal.name).toBe(name);
  });

  it('gives the address without a slash at the end', () => {
    const portal = readPortal(new ConfigReader({ app }), {
      portalName: undefined,
    });
    expect(portal.baseUrl).toBe('https://portal.example.com');
  });
});
