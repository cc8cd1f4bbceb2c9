/** `npm run index`: an index from five counts or from a CSV of answers, by the functions the reports use. */
import { fileURLToPath } from 'node:url';
import { indexStructure } from '../server/domain/index-structure.js';
import { versionName } from '../server/domain/questionnaire.js';
import { loadCatalogue } from '../server/load-catalogue.js';
import { computeIndex } from '../server/satisfaction/compute-index.js';
import { estimateFromCounts } from '../server/satisfaction/estimate-from-counts.js';
import type { CriterionRule } from '../server/satisfaction/method.js';
import { addTallies } from '../server/satisfaction/tally.js';
import { bareRule, chooseMethod, chooseQuestionnaire } from './index/choose-method.js';
import { InputError, readOptions, type CountsOptions, type FileOptions } from './index/options.js';
import { readAnswers } from './index/read-answers.js';
import { fileResult, groupsResult, printed, type IndexResult } from './index/result.js';
import { writeResult } from './index/write-result.js';

const catalogue = () => loadCatalogue(fileURLToPath(new URL('../surveys', import.meta.url)));

/** The rule behind a bare name or the id of a survey method. */
async function ruleOf(name: string): Promise<CriterionRule> {
  const rule = bareRule(name) ?? (await catalogue()).methods.get(name)?.criterionRule;
  if (!rule) throw new InputError(`--method ${name}: there is no such method for counts`);
  return rule;
}

async function fromCounts({ counts, method, frameSize }: CountsOptions): Promise<IndexResult> {
  return { ...printed(estimateFromCounts(counts, await ruleOf(method), frameSize)), method };
}

async function fromFile(options: FileOptions): Promise<IndexResult> {
  const surveys = await catalogue();
  const questionnaire = chooseQuestionnaire(surveys, options.questionnaire);
  const method = chooseMethod(surveys, questionnaire, options.method);
  const structure = indexStructure(questionnaire, Object.values(method.aggregation.questions ?? {}));
  const { rows, byKey, ignored } = readAnswers(options, structure);
  if (ignored.length > 0) console.error(`not used: ${ignored.join(', ')}`);
  const index = computeIndex(addTallies([...byKey.values()]), structure, method, options.frameSize);
  const whole = fileResult(index, method, versionName(questionnaire), rows);
  if (options.by === null) return whole;
  const parts = new Map([...byKey].map(([key, counts]) => [key, computeIndex(counts, structure, method)]));
  return { ...whole, by: groupsResult(parts, options.by, method) };
}

try {
  const options = readOptions(process.argv.slice(2));
  const result = options.kind === 'counts' ? await fromCounts(options) : await fromFile(options);
  console.log(options.json ? JSON.stringify(result) : writeResult(result));
} catch (error) {
  const isFile = error instanceof Error && 'syscall' in error;
  if (!(error instanceof InputError) && !(error instanceof RangeError) && !isFile) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
