import { MongoClient } from 'mongodb';
import { residentMegabytes, startEngine } from './running.js';
import { fill } from './works.js';

export interface Opening {
  readonly responses: number;
  readonly fillMilliseconds: number;
  readonly startMilliseconds: number;
  readonly residentMegabytes: number;
  /** The same without what is mapped of the data file; null where the system does not say. */
  readonly privateMegabytes: number | null;
  /** The most that was seen while a cursor went over all of them. */
  readonly inCursor: { readonly residentMegabytes: number; readonly privateMegabytes: number | null };
}

async function withClient<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await MongoClient.connect(uri);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Start and memory of the engine with many responses stored. */
export async function opening(dataDir: string, responses: number): Promise<Opening> {
  const first = await startEngine(dataDir);
  const began = performance.now();
  await withClient(first.uri, async (client) => {
    const collection = client.db('bench').collection('opened');
    await collection.createIndex({ unit: 1, receivedAt: 1 });
    await fill(collection, responses);
  });
  const fillMilliseconds = performance.now() - began;
  await first.stop();
  const second = await startEngine(dataDir);
  const measured = await withClient(second.uri, async (client) => {
    const fresh = await residentMegabytes(client);
    const freshPrivate = second.privateMegabytes();
    let [most, mostPrivate] = [fresh, freshPrivate];
    let seen = 0;
    const cursor = client.db('bench').collection('opened').find({}, { raw: true });
    while (await cursor.hasNext()) {
      const batch = cursor.readBufferedDocuments().length;
      if (Math.floor((seen + batch) / 50_000) > Math.floor(seen / 50_000)) {
        most = Math.max(most, await residentMegabytes(client));
        const now = second.privateMegabytes();
        if (now !== null && mostPrivate !== null) mostPrivate = Math.max(mostPrivate, now);
      }
      seen += batch;
    }
    return {
      residentMegabytes: fresh,
      privateMegabytes: freshPrivate,
      inCursor: { residentMegabytes: most, privateMegabytes: mostPrivate },
    };
  });
  await second.stop();
  return { responses, fillMilliseconds, startMilliseconds: second.startMilliseconds, ...measured };
}
