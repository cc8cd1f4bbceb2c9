import { Linter } from 'eslint';
import { describe, expect, it } from '@jest/globals';
// @ts-expect-error -- the configuration is plain JavaScript, which ESLint reads as it is
import config from '../eslint.config.js';

const RULE = '@typescript-eslint/no-restricted-imports';

/** Whether the line may stand in a file of that folder, as far as the import table goes. */
function mayStand(filename: string, line: string): boolean {
  const messages = new Linter({ configType: 'flat' }).verify(line, config as Linter.Config[], { filename });
  return messages.every(({ ruleId }) => ruleId !== RULE);
}

describe('the import table', () => {
  it.each([
    ['server/satisfaction/x.ts', "import { a } from '../domain/period.js';"],
    ['server/satisfaction/x.ts', "import type { A } from '../domain/period.js';"],
    ['server/domain/x.ts', "import type { A } from '../services/indices.js';"],
    ['server/render/report/x.ts', "import { a } from '../../services/indices.js';"],
    ['server/services/x.ts', "import { a } from '../store/responses.js';"],
    ['server/services/numbers/x.ts', "import { a } from '../../render/pages.js';"],
    ['server/services/snapshots/x.ts', "import type { A } from '../../http/route.js';"],
    ['server/services/x.ts', "import mongoose from 'mongoose';"],
    ['server/embedded/commands/x.ts', "import { a } from '../../domain/period.js';"],
    ['server/http/pages/x.ts', "import { a } from '../../embedded/engine.js';"],
    ['server/http/pages/x.ts', "import type { A } from '../../store/responses.js';"],
    ['server/jobs/x.ts', "import { a } from '../render/mail.js';"],
    ['server/store/x.ts', "import { a } from '../satisfaction/columns.js';"],
    ['server/domain/x.ts', "import express from 'express';"],
  ])('refuses in %s: %s', (filename, line) => {
    expect(mayStand(filename, line)).toBe(false);
  });

  it.each([
    ['server/services/x.ts', "import type { A } from '../store/responses.js';"],
    ['server/services/numbers/x.ts', "import { a } from '../../domain/period.js';"],
    ['server/http/pages/x.ts', "import { a } from '../../services/indices.js';"],
    ['server/http/pages/x.ts', "import express from 'express';"],
    ['server/render/report/x.ts', "import type { A } from '../../domain/report-model.js';"],
    ['server/jobs/x.ts', "import type { A } from '../store/leases.js';"],
  ])('allows in %s: %s', (filename, line) => {
    expect(mayStand(filename, line)).toBe(true);
  });
});
