/** `npm start`: the server. The first visit asks for the first account. */
import { configFromEnvironment } from '../server/environment.js';
import { startServer, stopOnSignals } from '../server/start.js';

const config = configFromEnvironment();
try {
  const server = await startServer(config);
  stopOnSignals(() => server.stop());
  console.log(`Hài Lòng: ${config.publicUrl}`);
} catch (error) {
  console.error(`Hài Lòng did not start: ${(error as Error).message}`);
  process.exit(1);
}
