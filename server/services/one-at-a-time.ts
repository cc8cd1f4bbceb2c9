/**
 * Runs a piece of work by one caller at a time. Whoever comes while it runs gets the next run, which begins after the
 * call and is shared by all who wait: its result is never older than the question.
 */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;

  function run(): Promise<T> {
    running = work().finally(() => {
      running = null;
    });
    return running;
  }

  return () => {
    if (next) return next;
    if (!running) return run();
    next = running
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        next = null;
        return run();
      });
    return next;
  };
}
