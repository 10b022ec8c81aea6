import { expect, Page } from '@playwright/test';

const buttons = {
  ada: 'Enter as Ada (administrator)',
  rita: 'Enter as Rita (read only)',
};

export const sidebar = (page: Page) =>
  page.getByRole('navigation', { name: 'sidebar nav' });

/** Opens a page of the portal as one of the two sample users. */
export async function signIn(
  page: Page,
  user: keyof typeof buttons,
  path = '/',
): Promise<void> {
  await page.goto(path);
  await page.getByRole('button', { name: buttons[user] }).click();
  await expect(sidebar(page).getByRole('link').first()).toBeVisible();
}
