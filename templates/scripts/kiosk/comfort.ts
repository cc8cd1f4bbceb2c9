/** Larger type and high contrast: kept on the document while one person answers, taken back for the next. */
const switches = ['type', 'contrast'] as const;

export function wireComfort(shell: ParentNode): void {
  for (const name of switches) {
    const button = shell.querySelector<HTMLButtonElement>(`[data-tool="${name}"]`);
    const isOn = () => document.documentElement.classList.contains(`comfort-${name}`);
    button?.setAttribute('aria-pressed', String(isOn()));
    button?.addEventListener('click', () => {
      document.documentElement.classList.toggle(`comfort-${name}`);
      button.setAttribute('aria-pressed', String(isOn()));
    });
  }
}

export function resetComfort(): void {
  document.documentElement.classList.remove(...switches.map((name) => `comfort-${name}`));
}
