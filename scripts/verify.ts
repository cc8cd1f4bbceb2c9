/**
 * `npm run verify -- snapshot.json export.ndjson` computes a published index again from its export alone and names the
 * numbers that differ. `receipt CODE` and `proof FILE` show that one answer is in it. Ends with 1 when something differs.
 */
import { parseArgs } from 'node:util';
import { configFromEnvironment } from '../server/environment.js';
import { Problem } from '../server/problem.js';
import { openSnapshots, surveyData } from './snapshot/open-snapshots.js';
import { FileFault, readProof, readSnapshot } from './verify/read-snapshot.js';
import { verificationLines, verifyFiles } from './verify/verify-files.js';
import { proofFault, proofLine } from './verify/verify-proof.js';

const usage = `npm run verify -- snapshot.json export.ndjson [--json]   computes every number again
npm run verify -- receipt CODE [--snapshot FILE]      shows that an answer is in the published numbers
npm run verify -- proof FILE [--snapshot FILE]        checks a proof that was downloaded`;

function argumentsOrUsage() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { snapshot: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [first, second] = positionals;
    if (first === undefined || second === undefined || positionals.length > 2)
      throw new Error('Two files, or a receipt code, are needed');
    return { first, second, ...values };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

async function verifyReceipt(code: string, snapshotPath: string | undefined): Promise<boolean> {
  const against = snapshotPath === undefined ? null : await readSnapshot(snapshotPath);
  const { snapshots, close } = await openSnapshots(configFromEnvironment({ LOG_LEVEL: 'warn' }));
  try {
    const { included, absent } = await snapshots.proofsFor(code, against?.id);
    for (const { proof } of included) console.log(proofLine(proof, against));
    for (const { id } of absent) console.log(`${id}: the answer is not in this number`);
    if (included.length + absent.length === 0) console.log('No published number covers this answer.');
    return included.length > 0 && included.every(({ proof }) => proofFault(proof, against) === null);
  } finally {
    await close();
  }
}

const { first, second, snapshot, json } = argumentsOrUsage();
try {
  let holds: boolean;
  if (first === 'receipt') holds = await verifyReceipt(second, snapshot);
  else if (first === 'proof') {
    const proof = await readProof(second);
    const against = snapshot === undefined ? null : await readSnapshot(snapshot);
    console.log(proofLine(proof, against));
    holds = proofFault(proof, against) === null;
  } else {
    const { id, content, verification } = await verifyFiles(first, second, await surveyData());
    console.log(
      json
        ? JSON.stringify({ id, ...verification })
        : verificationLines(id, content, verification).join('\n'),
    );
    holds = verification.faults.length === 0 && verification.differences.length === 0;
  }
  process.exitCode = holds ? 0 : 1;
} catch (error) {
  if (!(error instanceof FileFault) && !(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = error instanceof FileFault ? 2 : 1;
}
