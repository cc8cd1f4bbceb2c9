import mongoose from 'mongoose';

/** How long a start waits for the database before it says that there is none. */
const SELECTION_TIMEOUT_MS = 10_000;

/**
 * A connection of its own (no global Mongoose state). Writes wait for a majority, reads see what a majority holds.
 * @throws the driver's error when no server answers within ten seconds.
 */
export async function openConnection(uri: string, database?: string): Promise<mongoose.Connection> {
  const connection = mongoose.createConnection(uri, {
    ...(database === undefined ? {} : { dbName: database }),
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
    writeConcern: { w: 'majority' },
    retryWrites: false,
  });
  return connection.asPromise();
}

/** The server says that an `_id` or a unique key is taken. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 11000;
}

/** Creates the indexes of every model made on this connection; those that exist are left alone. */
export async function ensureIndexes(connection: mongoose.Connection): Promise<void> {
  for (const model of Object.values(connection.models)) await model.createIndexes();
}
