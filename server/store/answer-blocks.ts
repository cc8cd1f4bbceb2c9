import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { AnswerCell } from '../domain/answer-cell.js';
import type { PackedBlock } from '../domain/pack-block.js';
import { isDuplicateKey } from './connection.js';

/** Says which blocks are the answers of a cell at present, and from how many records they were made. */
export interface CellHead extends AnswerCell {
  /** `unit:month:questionnaire@version`. */
  key: string;
  /** Ids of the blocks, in the order of their numbers. */
  blocks: string[];
  rows: number;
  /** Decisions about these responses that were known. */
  decisions: number;
  /** `BLOCK_EDITION` of the program that built them. */
  edition: number;
  /** When reading the responses began. */
  asOf: Date;
}

/** Which heads; absent members do not restrict. */
export interface HeadFilter {
  months?: string[];
  unitCodes?: string[];
  /** Any edition but this one. */
  editionNot?: number;
}

export interface AnswerBlockStore {
  heads(filter: HeadFilter): Promise<CellHead[]>;
  /** Those that exist, in any order. */
  blocks(ids: string[]): Promise<PackedBlock[]>;
  /** Stores blocks. Their ids name their content: storing one again changes nothing. */
  keep(blocks: PackedBlock[]): Promise<void>;
  /**
   * Makes the head the one that readers follow and returns the one it replaces (null: there was none). False when
   * a newer one stands already; nothing is changed then. The blocks it names must have been kept before.
   */
  publish(head: CellHead): Promise<CellHead | null | false>;
  /** Clears away blocks that no head names any more. */
  discard(ids: string[]): Promise<void>;
  /** Ids of all blocks written before `before`, for the sweep after crashes. */
  idsWrittenBefore(before: Date): AsyncIterable<string>;
}

type HeadDocument = Omit<CellHead, 'key'> & { _id: string };
type BlockDocument = Omit<PackedBlock, 'id' | 'bits'> & {
  _id: string;
  writtenAt: Date;
  bits?: PackedBlock['bits'];
  /** Of edition 1, which has no `bits`: so many columns of two bytes a row, then columns of one. */
  wide?: number;
};

const questionnaire = { _id: false, id: String, version: Number };

const headSchema = new Schema<HeadDocument>(
  {
    _id: String,
    unitCode: String,
    month: String,
    questionnaire,
    blocks: [String],
    rows: Number,
    decisions: Number,
    edition: Number,
    asOf: Date,
  },
  { collection: 'answercells', versionKey: false, strict: 'throw' },
);
headSchema.index({ month: 1, unitCode: 1 });

const blockSchema = new Schema<BlockDocument>(
  {
    _id: String,
    unitCode: String,
    month: String,
    questionnaire,
    number: Number,
    rows: Number,
    version: String,
    columns: [String],
    bits: [Number],
    wide: Number,
    procedures: [String],
    reasons: [String],
    bytes: Buffer,
    writtenAt: Date,
  },
  { collection: 'answerblocks', versionKey: false, strict: 'throw' },
);

/** How many ids one query names. */
const IDS_A_QUERY = 1000;

function toHead({ _id, ...rest }: HeadDocument): CellHead {
  return { key: _id, ...rest };
}

/** The driver hands out binary values as its own type, or as a Buffer where it was asked to. */
function toBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return (value as { buffer: Uint8Array }).buffer;
}

/** Blocks of edition 1 stay readable until they have been built anew. */
function toBlock({ _id, writtenAt: _, bytes, bits, wide = 0, ...rest }: BlockDocument): PackedBlock {
  const widths = bits ?? rest.columns.map((_name, at) => (at < wide ? 16 : 8));
  return { id: _id, ...rest, bits: widths, bytes: toBytes(bytes) };
}

export function answerBlockStore(connection: mongoose.Connection, now: () => Date): AnswerBlockStore {
  const heads = connection.model<HeadDocument>('AnswerCell', headSchema).collection;
  const blocks = connection.model<BlockDocument>('AnswerBlock', blockSchema).collection;
  const is = (filter: Record<string, unknown>): never => filter as never;
  return {
    async heads({ months, unitCodes, editionNot }) {
      const filter = {
        ...(months && { month: { $in: months } }),
        ...(unitCodes && { unitCode: { $in: unitCodes } }),
        ...(editionNot !== undefined && { edition: { $ne: editionNot } }),
      };
      const found = await heads.find(is(filter), { batchSize: 5000 }).toArray();
      return (found as unknown as HeadDocument[]).map(toHead);
    },
    async blocks(ids) {
      const found: PackedBlock[] = [];
      for (let at = 0; at < ids.length; at += IDS_A_QUERY) {
        const some = ids.slice(at, at + IDS_A_QUERY);
        const cursor = blocks.find(is({ _id: { $in: some } }), {
          promoteBuffers: true,
          batchSize: IDS_A_QUERY,
        });
        for await (const document of cursor) {
          found.push(toBlock(document as unknown as BlockDocument));
        }
      }
      return found;
    },
    async keep(packed) {
      if (packed.length === 0) return;
      const writtenAt = now();
      const operations = packed.map(({ id, bytes, ...rest }) => ({
        replaceOne: {
          filter: { _id: id },
          replacement: {
            ...rest,
            bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
            writtenAt,
          },
          upsert: true,
        },
      }));
      await blocks.bulkWrite(operations as never, { ordered: false });
    },
    async publish({ key, ...rest }) {
      try {
        const replaced = await heads.findOneAndReplace(
          is({ _id: key, asOf: { $lte: rest.asOf } }),
          is(rest),
          {
            upsert: true,
            returnDocument: 'before',
          },
        );
        return replaced === null ? null : toHead(replaced as unknown as HeadDocument);
      } catch (error) {
        // The filter found no older head, yet the key is taken: a newer one stands.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async discard(ids) {
      if (ids.length > 0) await blocks.deleteMany(is({ _id: { $in: ids } }));
    },
    async *idsWrittenBefore(before) {
      const filter = is({ writtenAt: { $lt: before } });
      for await (const document of blocks.find(filter, { projection: { _id: 1 } }))
        yield String((document as unknown as { _id: string })._id);
    },
  };
}
