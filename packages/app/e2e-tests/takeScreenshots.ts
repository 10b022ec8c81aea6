import { expect, Page } from '@playwright/test';

/** So often a page may still move before it is taken as it is. */
const MOST_TRIES = 20;

/**
 * Writes test-results/screens/<name>-light.png and -dark.png of the page as it
 * is now, 1280 px wide or as asked. The portal follows the browser's colour
 * scheme: it draws the page anew, so that a dialog or what was typed is gone.
 */
export async function takeScreenshots(
  page: Page,
  name: string,
  width = 1280,
): Promise<void> {
  const viewport = page.viewportSize();
  await page.setViewportSize({ width, height: 900 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await takeSettled(page, `test-results/screens/${name}-${colorScheme}.png`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (viewport) await page.setViewportSize(viewport);
}

/** Takes the page once nothing is loading, and two pictures are the same. */
async function takeSettled(page: Page, path: string): Promise<void> {
  await expect(page.getByTestId('progress')).toHaveCount(0);
  let last: Buffer | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const now = await page.screenshot({
      path,
      fullPage: true,
      animations: 'disabled',
    });
    if (last?.equals(now)) return;
    last = now;
  }
}
