import type mongoose from 'mongoose';
import { Schema } from 'mongoose';
import type { Account } from '../domain/account.js';
import { isDuplicateKey } from './connection.js';

type AccountDocument = Omit<Account, 'id'> & { _id: string };

const schema = new Schema<AccountDocument>(
  {
    _id: String,
    name: String,
    role: String,
    unitCode: String,
    password: String,
    isTemporary: Boolean,
    createdAt: Date,
    createdBy: String,
    closedAt: Date,
    closedBy: String,
  },
  { collection: 'accounts', versionKey: false, strict: 'throw' },
);
schema.index({ name: 1 });

export interface AccountStore {
  /** False when the id is taken. */
  insert(account: Account): Promise<boolean>;
  /** By the compared form of the name (`accountName`). */
  findByName(name: string): Promise<Account | null>;
  find(id: string): Promise<Account | null>;
  any(): Promise<boolean>;
  /** By name. */
  list(): Promise<Account[]>;
  /** False where there is no such account. */
  change(id: string, change: Partial<Omit<Account, 'id' | 'name'>>): Promise<boolean>;
}

/** The first accounts were made before there were units, temporary passwords and closing. */
const absent = { unitCode: null, isTemporary: false, createdBy: null, closedAt: null, closedBy: null };

function fromDocument({ _id, ...rest }: AccountDocument): Account {
  return { id: _id, ...absent, ...rest };
}

export function accountStore(connection: mongoose.Connection): AccountStore {
  const model = connection.model<AccountDocument>('Account', schema);
  return {
    async insert({ id, ...rest }) {
      try {
        await model.create([{ _id: id, ...rest }]);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async findByName(name) {
      const found = await model.findOne({ name }).lean<AccountDocument>();
      return found && fromDocument(found);
    },
    async find(id) {
      const found = await model.findById(id).lean<AccountDocument>();
      return found && fromDocument(found);
    },
    async list() {
      const found = await model.find().sort({ name: 1 }).lean<AccountDocument[]>();
      return found.map(fromDocument);
    },
    async change(id, change) {
      const { matchedCount } = await model.updateOne({ _id: id }, { $set: change });
      return matchedCount === 1;
    },
    any: async () => (await model.findOne({}, { _id: 1 }).lean()) !== null,
  };
}
