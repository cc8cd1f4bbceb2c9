import type { Page } from 'playwright-core';

/** Opens every closed part of a page. */
export const openAll = (page: Page): Promise<void> =>
  page.locator('details').evaluateAll((parts) => {
    for (const part of parts) (part as HTMLDetailsElement).open = true;
  });
