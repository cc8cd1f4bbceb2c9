import { Type, type Static } from '@sinclair/typebox';
import type { Catalogue } from '../../domain/catalogue.js';
import { deskName, procedureCode } from '../routes/responses.js';

const isDesk = new RegExp(deskName.pattern!, 'u');
const isProcedure = new RegExp(procedureCode.pattern!, 'u');

/** Where a QR code stands. Messengers and search engines add parameters of their own, so others are let through. */
export const placeQuery = Type.Object({
  desk: Type.Optional(Type.String({ maxLength: 200 })),
  procedure: Type.Optional(Type.String({ maxLength: 200 })),
});

/** Desk and procedure of a link; a damaged one is left out, for a citizen can't mend the poster. */
export function placeOf(
  { desk, procedure }: Static<typeof placeQuery>,
  catalogue: Pick<Catalogue, 'procedures'>,
): { desk: string | null; procedure: string | null } {
  return {
    desk: desk !== undefined && isDesk.test(desk) ? desk : null,
    procedure:
      procedure !== undefined && isProcedure.test(procedure) && catalogue.procedures.has(procedure)
        ? procedure
        : null,
  };
}
