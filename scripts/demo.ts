/** `npm run demo`: the server with twelve months of made-up responses. The first run fills the database. */
import { configFromEnvironment } from '../server/environment.js';
import { stopOnSignals } from '../server/start.js';
import { openDemo } from './demo/open-demo.js';
import { readOptions, usage, type DemoOptions } from './demo/options.js';
import { progressOn } from './demo/progress.js';

function optionsOrUsage(): DemoOptions {
  try {
    return readOptions(process.argv.slice(2), new Date());
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

const begun = Date.now();
const options = optionsOrUsage();
const config = configFromEnvironment({ DATA_DIR: './data/demo', LOG_LEVEL: 'warn' });
const stop = new AbortController();

console.log('Hài Lòng demo: every answer is made up, every number is computed from the answers.');
const running = openDemo(config, {
  ...options,
  progress: progressOn(process.stdout),
  print: (line) => console.log(line),
  stop: stop.signal,
});
stopOnSignals(async () => {
  stop.abort();
  const server = await running.catch(() => null);
  await server?.stop();
});

try {
  await running;
  console.log(`Ready after ${((Date.now() - begun) / 1000).toFixed(1)} s. Ctrl-C stops it.`);
} catch (error) {
  if (stop.signal.aborted) console.log('Stopped; the next start goes on from here.');
  else {
    console.error(`The demo did not start: ${(error as Error).message}`);
    process.exit(1);
  }
}
