import { expect, type Page } from '@playwright/test';
import {
  enterSource,
  expectVerdict,
  importButton,
  input,
  runState,
} from './pages';
import { test } from './portalTest';
import { signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

/** Goes on by Tab until the input or button with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const target = page
    .getByRole('textbox', { name, exact: true })
    .or(page.getByRole('spinbutton', { name, exact: true }))
    .or(page.getByRole('button', { name, exact: true }));
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(target.and(page.locator(':focus'))).toHaveCount(1, {
      timeout: 1,
    });
  }).toPass({ intervals: [0], timeout: 30_000 });
}

test('the whole wizard works by keyboard', async ({ page, shop }) => {
  await signIn(page, 'ada', '/connector/import');
  await page.getByRole('button', { name: 'Import from PostgreSQL' }).waitFor();
  const step = (name: string) =>
    expect(page.locator(':focus')).toHaveText(
      new RegExp(`^Step \\d of 5: ${name}$`),
    );

  await step('Technology');
  await tabTo(page, 'Import from PostgreSQL');
  await page.keyboard.press('Enter');
  await step('Identity');
  await tabTo(page, 'Connection name');
  await page.keyboard.type('Keyboard shop');
  await tabTo(page, 'Next');
  await page.keyboard.press('Enter');
  await step('Connect');
  for (const [name, text] of [
    ['Host', shop.host],
    ['Port', String(shop.port)],
    ['Database', shop.database],
    ['User', shop.user],
    ['Password', shop.password],
  ]) {
    await tabTo(page, name);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  }
  await tabTo(page, 'Test connection');
  await page.keyboard.press('Enter');
  await expectVerdict(page, 'works');
  await step('Test');
  await tabTo(page, 'Preview import');
  await page.keyboard.press('Enter');
  await step('Review');
  await expect(importButton(page)).toBeEnabled();
  await tabTo(page, 'Import');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/connector\/runs\/[\w-]+$/);
  await expect(runState(page)).toHaveText('Succeeded');
});

test('what was entered survives a change of the theme', async ({
  page,
  shop,
}) => {
  await signIn(page, 'ada', '/connector/import?technology=postgresql');
  await input(page, 'Connection name').fill('Corner shop');
  await page.getByRole('button', { name: 'Next' }).click();
  await enterSource(page, shop);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('body')).toHaveAttribute('data-theme-mode', 'dark');
  await expect(input(page, 'Database')).toHaveValue(shop.database);
  await expect(input(page, 'Password')).toHaveValue(shop.password);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expectVerdict(page, 'works');
});

test('each step begins at its head, and a failed test with its cause', async ({
  page,
  shop,
}) => {
  await page.setViewportSize({ width: 1024, height: 600 });
  await signIn(page, 'ada', '/connector/import?technology=postgresql');
  await input(page, 'Connection name').fill('Corner shop');
  await page.getByRole('button', { name: 'Next' }).click();
  await enterSource(page, { ...shop, database: 'no_such_shop' });
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expectVerdict(page, 'does not work');
  await expect(page.getByLabel('Steps of the import')).toBeInViewport();
  const detail = page.getByText('Error detail', { exact: true });
  await expect(detail).toBeInViewport();
  const steps = page.getByRole('list', { name: 'Steps of the test' });
  const [above, below] = [
    await detail.boundingBox(),
    await steps.boundingBox(),
  ];
  expect(above!.y).toBeLessThan(below!.y);
  await takeScreenshots(page, 'test-failed');
});

test('a pattern is judged while it is typed, and the list stays', async ({
  page,
  shop,
  connect,
}) => {
  const { id } = await connect('Corner shop', shop);
  await signIn(page, 'ada', `/connector/import/${id}?step=connect`);
  const list = page.getByRole('list', { name: 'What the scope takes' });
  const status = page.getByRole('status').filter({ hasText: 'are imported' });
  await expect(status).toHaveText(/^6 of 6|^\d+ of \d+/);
  const before = await status.textContent();
  const answers: number[] = [];
  page.on('response', response => {
    if (response.url().endsWith('/scope')) answers.push(response.status());
  });

  const include = page.getByLabel('Include');
  await include.pressSequentially('sales.');
  await expect(include).toHaveAttribute('aria-invalid', 'false');
  await include.pressSequentially('.customer');
  await expect(include).toHaveAccessibleDescription(
    /"sales..customer" has an empty part/,
  );
  await expect(list).toBeVisible();
  await takeScreenshots(page, 'scope-problem');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(include).toHaveAccessibleDescription(/has an empty part/);
  await expect(page).toHaveURL(/step=connect/);

  await include.fill('sales.customer');
  await expect(status).not.toHaveText(before!);
  await expect(status).toContainText('1 of');
  expect(answers.every(code => code === 200)).toBe(true);
});
