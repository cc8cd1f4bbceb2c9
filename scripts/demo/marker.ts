import type mongoose from 'mongoose';

/** The record by which the demo knows its own database: written first, and completed last. */
export interface DemoMarker {
  seed: number;
  /** Changes when the same seed would make other data. */
  edition: number;
  count: number;
  today: Date;
  completedAt: Date | null;
}

interface MarkerDocument extends DemoMarker {
  _id: string;
}
const ID = 'marker';
const collectionOf = (connection: mongoose.Connection) => connection.collection<MarkerDocument>('demo');

/** Thrown when the database holds something that the demo has not put there. */
export class ForeignDatabaseError extends Error {}

async function holdsAnything(connection: mongoose.Connection): Promise<string | null> {
  for (const { name } of await connection.listCollections())
    if (!name.startsWith('system.') && (await connection.collection(name).findOne({})) !== null) return name;
  return null;
}

/**
 * The marker of this database: the one that stands there, otherwise `wanted`, newly written.
 * @throws ForeignDatabaseError when there is none although the database is not empty, or when it is of another edition.
 */
export async function claimDatabase(
  connection: mongoose.Connection,
  wanted: Omit<DemoMarker, 'completedAt'>,
): Promise<DemoMarker> {
  const found = await collectionOf(connection).findOne({ _id: ID });
  if (found) {
    if (found.edition !== wanted.edition || found.seed !== wanted.seed)
      throw new ForeignDatabaseError(
        'the demo data in this database were made by another version of the program',
      );
    return found;
  }
  const holder = await holdsAnything(connection);
  if (holder !== null)
    throw new ForeignDatabaseError(
      `the database is not empty (collection "${holder}") and not the demo's own`,
    );
  await collectionOf(connection).insertOne({ _id: ID, ...wanted, completedAt: null });
  return { ...wanted, completedAt: null };
}

/** Says that everything is there; from now on a start only opens it. */
export async function completeDatabase(connection: mongoose.Connection, at: Date): Promise<void> {
  await collectionOf(connection).updateOne({ _id: ID }, { $set: { completedAt: at } });
}
