import { parseArgs } from 'node:util';
import { startEngine } from '../server/embedded/engine.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '27018' },
    data: { type: 'string', default: './data' },
    host: { type: 'string', default: '127.0.0.1' },
  },
});

const engine = await startEngine({ dataDir: values.data, port: Number(values.port), host: values.host });
console.log(engine.uri);

const stop = (): void => {
  engine.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
