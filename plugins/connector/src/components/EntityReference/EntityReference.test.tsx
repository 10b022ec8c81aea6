import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { EntityReference } from './EntityReference';

describe('EntityReference', () => {
  it('leads to the entity', async () => {
    renderPage(<EntityReference entityRef="user:default/ada" />, { api: {} });
    expect(await screen.findByRole('link', { name: 'ada' })).toHaveAttribute(
      'href',
      '/catalog/default/user/ada',
    );
  });

  it.each([
    'app-config',
    'plugin:catalog',
    'external:ci:nightly',
    'a/b',
    'x y',
  ])('is a text where %j is no entity', async entityRef => {
    renderPage(<EntityReference entityRef={entityRef} />, { api: {} });
    expect(await screen.findByText(entityRef)).toBeVisible();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('has the title that is given, as a link or not', async () => {
    renderPage(<EntityReference entityRef="orders" title="Orders" />, {
      api: {},
    });
    expect(await screen.findByText('Orders')).toBeVisible();
  });
});
