/** How often the count of today's responses is asked for anew, while somebody looks at the page. */
const EVERY_MS = 20_000;

/**
 * Keeps `[data-live]` fresh from the address it names. A page that lost its session keeps the last count with its time,
 * which stays true.
 */
export function keepLiveCount(): void {
  const place = document.querySelector<HTMLElement>('[data-live]');
  const address = place?.dataset.live;
  if (!place || !address) return;
  const timer = setInterval(() => {
    if (document.hidden) return;
    void fetch(address)
      .then(async (answer) => {
        if (!answer.ok || answer.redirected) return clearInterval(timer);
        place.innerHTML = await answer.text();
      })
      // Without a network the next turn asks again.
      .catch(() => undefined);
  }, EVERY_MS);
}
