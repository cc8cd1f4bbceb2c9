/** `npm run index`: an index from counts or a CSV of answers, or a score from its parts, by the functions the reports use. */
import { fileURLToPath } from 'node:url';
import { indexStructure } from '../server/domain/index-structure.js';
import { versionName } from '../server/domain/questionnaire.js';
import { loadCatalogue } from '../server/load-catalogue.js';
import { estimateFromCounts } from '../server/satisfaction/estimate-from-counts.js';
import type { CriterionRule } from '../server/satisfaction/method.js';
import { scoreOutcome } from '../server/satisfaction/score-outcome.js';
import {
  bareRule,
  chooseMethod,
  chooseQuestionnaire,
  chooseScoreMethod,
  methodNamed,
  withAggregation,
} from './index/choose-method.js';
import { compareGroups, computeFile } from './index/compute-file.js';
import { InputError } from './input-error.js';
import { readOptions } from './index/options.js';
import type {
  CountsOptions,
  FileOptions,
  Options,
  ScoresOptions,
  ValuesOptions,
} from './index/option-types.js';
import { readScores } from './index/read-scores.js';
import { fileResult, groupsResult, printed, type IndexResult } from './index/result.js';
import { writeResult } from './index/write-result.js';
import { writeScore, writeScores } from './index/write-scores.js';

/** What was computed, and how it is written for people. */
interface Outcome {
  json: object;
  text: string;
}

const catalogue = () => loadCatalogue(fileURLToPath(new URL('../surveys', import.meta.url)));
const outcome = (result: IndexResult): Outcome => ({ json: result, text: writeResult(result) });

/** The rule behind a bare name or the id of a survey method. */
async function ruleOf(name: string): Promise<CriterionRule> {
  const rule = bareRule(name) ?? methodNamed(await catalogue(), name)?.criterionRule;
  if (!rule) throw new InputError(`--method ${name}: there is no such method for counts`);
  return rule;
}

async function fromCounts({ counts, method, frameSize }: CountsOptions): Promise<Outcome> {
  return outcome({ ...printed(estimateFromCounts(counts, await ruleOf(method), frameSize)), method });
}

async function fromFile(options: FileOptions): Promise<Outcome> {
  const surveys = await catalogue();
  const questionnaire = chooseQuestionnaire(surveys, options.questionnaire);
  const { aggregation, across, by, compare } = options;
  const method = withAggregation(chooseMethod(surveys, questionnaire, options.method), aggregation);
  const structure = indexStructure(questionnaire, Object.values(method.aggregation.questions ?? {}));
  const computed = computeFile(options, structure, method);
  if (computed.ignored.length > 0) console.error(`not used: ${computed.ignored.join(', ')}`);
  const { groups } = computed;
  return outcome({
    ...fileResult(method, versionName(questionnaire), computed),
    ...(aggregation && { aggregation }),
    ...(across && { across: across.rule }),
    ...(groups && by !== null && { by: groupsResult(groups, by, method) }),
    ...(groups &&
      compare && { compare: { a: compare[0], b: compare[1], difference: compareGroups(groups, compare) } }),
  });
}

async function fromValues({ values, method: id }: ValuesOptions): Promise<Outcome> {
  const method = chooseScoreMethod(await catalogue(), id);
  const score = scoreOutcome(method, values);
  return { json: score, text: writeScore(method, score) };
}

async function fromScores({ path, method: id, id: unitColumn }: ScoresOptions): Promise<Outcome> {
  const method = chooseScoreMethod(await catalogue(), id);
  const rows = readScores(path, unitColumn, method.tree).map(({ unit, values }) => ({
    unit,
    outcome: scoreOutcome(method, values),
  }));
  const units = rows.map(({ unit, outcome: { method: _, version: _version, ...score } }) => ({
    unit,
    ...score,
  }));
  return { json: { method: method.id, version: method.version, units }, text: writeScores(method, rows) };
}

function compute(options: Options): Promise<Outcome> {
  switch (options.kind) {
    case 'counts':
      return fromCounts(options);
    case 'file':
      return fromFile(options);
    case 'values':
      return fromValues(options);
    case 'scores':
      return fromScores(options);
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  const { json, text } = await compute(options);
  console.log(options.json ? JSON.stringify(json) : text);
} catch (error) {
  const isFile = error instanceof Error && 'syscall' in error;
  if (!(error instanceof InputError) && !(error instanceof RangeError) && !isFile) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
