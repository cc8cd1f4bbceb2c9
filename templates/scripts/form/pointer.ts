let lastPointer = -Infinity;
addEventListener('pointerdown', (event) => void (lastPointer = event.timeStamp), true);

/**
 * Whether a change came from a finger or a mouse. Arrow keys change a radio too, on the way to another one, so only a
 * tap may move a person on to the next question.
 */
export const byPointer = (event: Event): boolean => event.timeStamp - lastPointer < 1000;
