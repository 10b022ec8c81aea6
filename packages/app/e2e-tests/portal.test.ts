import { expect, test } from '@playwright/test';
import { sidebar, signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

for (const [user, name] of [
  ['ada', 'Ada Lindqvist'],
  ['rita', 'Rita Okafor'],
] as const) {
  test(`${name} enters the portal`, async ({ page }) => {
    await signIn(page, user);
    for (const item of ['Home', 'Catalog', 'Connector', 'Settings']) {
      await expect(
        sidebar(page).getByRole('link', { name: item, exact: true }),
      ).toBeVisible();
    }
    await expect(page.getByText('Import shortcuts')).toBeVisible();
    await takeScreenshots(page, `home-${user}`);

    await page.goto('/settings');
    await expect(page.getByText(name).first()).toBeVisible();
  });
}

test('a visitor can sign out and become someone else', async ({ page }) => {
  await signIn(page, 'ada', '/settings');
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(
    page.getByRole('button', { name: 'Enter as Rita (read only)' }),
  ).toBeVisible();
});
