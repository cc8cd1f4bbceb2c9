import cliProgress from 'cli-progress';

/** One step of long work on the screen. */
export interface Progress {
  /** `done` of the announced total. */
  to(done: number): void;
  end(): void;
}

/** On a terminal a bar that moves; elsewhere (a log) one line at each quarter. */
export type StartProgress = (title: string, total: number) => Progress;

function bar(title: string, total: number): Progress {
  const shown = new cliProgress.SingleBar({
    format: `  ${title.padEnd(28)} {bar} {percentage} % · {value}/{total} · {duration_formatted}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    // Ctrl-C is the program's own affair: it stops gently.
    gracefulExit: false,
  });
  shown.start(total, 0);
  return { to: (done) => shown.update(done), end: () => shown.stop() };
}

function lines(title: string, total: number, print: (line: string) => void): Progress {
  let [printed, last] = [0, 0];
  print(`  ${title} …`);
  return {
    to(done) {
      last = done;
      const quarter = Math.floor((4 * done) / total);
      if (quarter <= printed || quarter >= 4) return;
      printed = quarter;
      print(`  ${title}: ${25 * quarter} %`);
    },
    end: () => print(`  ${title}: ${last}/${total}`),
  };
}

export function progressOn(stream: { isTTY?: boolean; write(text: string): unknown }): StartProgress {
  if (stream.isTTY) return bar;
  return (title, total) => lines(title, total, (line) => stream.write(`${line}\n`));
}
