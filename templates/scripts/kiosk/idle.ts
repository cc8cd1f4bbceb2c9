/** Watches whether somebody still stands before the screen. */
export interface IdleWatch {
  /** From now on, `seconds` without a touch call `onIdle`. */
  start(): void;
  stop(): void;
}

const signs = ['pointerdown', 'keydown', 'input', 'scroll'];

export function idleWatch(seconds: number, onIdle: () => void): IdleWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOn = false;
  const restart = () => {
    clearTimeout(timer);
    if (isOn) timer = setTimeout(onIdle, seconds * 1000);
  };
  for (const sign of signs) addEventListener(sign, restart, { capture: true, passive: true });
  return {
    start() {
      isOn = true;
      restart();
    },
    stop() {
      isOn = false;
      clearTimeout(timer);
    },
  };
}

/** Counts down once a second from `seconds`, and ends with 0 unless it is stopped before. */
export function countdown(seconds: number, tick: (left: number) => void, end: () => void): () => void {
  let left = seconds;
  tick(left);
  const timer = setInterval(() => {
    left -= 1;
    tick(left);
    if (left > 0) return;
    clearInterval(timer);
    end();
  }, 1000);
  return () => clearInterval(timer);
}
