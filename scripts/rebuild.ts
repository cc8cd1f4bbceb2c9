/** `npm run rebuild`: makes all answer blocks again from the responses, while the server goes on working. */
import { withHouse } from './open-house.js';

const nothing = () => null;

await withHouse(nothing, async ({ answerBlocks }) => {
  const begun = Date.now();
  const built = await answerBlocks.rebuild((done, all) => console.log(`${done} of ${all} months`));
  console.log(`${built} cells in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
});
