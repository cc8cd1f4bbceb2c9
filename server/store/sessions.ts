import type mongoose from 'mongoose';
import { Schema } from 'mongoose';

/** A signed-in browser. The id is the SHA-256 of its cookie: a copy of the database opens no session. */
export interface Session {
  id: string;
  accountId: string;
  createdAt: Date;
  expiresAt: Date;
}

type SessionDocument = Omit<Session, 'id'> & { _id: string };

const schema = new Schema<SessionDocument>(
  { _id: String, accountId: String, createdAt: Date, expiresAt: Date },
  { collection: 'sessions', versionKey: false, strict: 'throw' },
);
schema.index({ expiresAt: 1 });
schema.index({ accountId: 1 });

export interface SessionStore {
  insert(session: Session): Promise<void>;
  find(id: string): Promise<Session | null>;
  remove(id: string): Promise<void>;
  /** All of an account but the one with the id `except`. */
  removeOf(accountId: string, except?: string): Promise<void>;
  /** Clears away what ended before `now`. */
  removeExpired(now: Date): Promise<void>;
}

export function sessionStore(connection: mongoose.Connection): SessionStore {
  const model = connection.model<SessionDocument>('Session', schema);
  return {
    async insert({ id, ...rest }) {
      await model.create([{ _id: id, ...rest }]);
    },
    async find(id) {
      const found = await model.findById(id).lean<SessionDocument>();
      if (!found) return null;
      const { _id, ...rest } = found;
      return { id: _id, ...rest };
    },
    async remove(id) {
      await model.deleteOne({ _id: id });
    },
    async removeOf(accountId, except) {
      await model.deleteMany({ accountId, ...(except !== undefined && { _id: { $ne: except } }) });
    },
    async removeExpired(now) {
      await model.deleteMany({ expiresAt: { $lt: now } });
    },
  };
}
