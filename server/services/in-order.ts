/**
 * Responses as they come by `receivedAt`, those of one moment by id: the same responses make the same rows in the same
 * order, whatever the database did with ties. Holds the responses of one moment in memory.
 */
export async function* inOrder<R extends { id: string; receivedAt: Date }>(
  responses: AsyncIterable<R>,
): AsyncGenerator<R> {
  let moment: R[] = [];
  for await (const response of responses) {
    if (moment[0] && moment[0].receivedAt.getTime() !== response.receivedAt.getTime()) {
      yield* sorted(moment);
      moment = [];
    }
    moment.push(response);
  }
  yield* sorted(moment);
}

function sorted<R extends { id: string }>(responses: R[]): R[] {
  return responses.length < 2 ? responses : responses.sort((a, b) => (a.id < b.id ? -1 : 1));
}
