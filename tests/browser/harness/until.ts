/** Waits until a condition holds, and returns what it held with; fails by its name after a while. */
export async function until<T>(
  what: string,
  condition: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  milliseconds = 10_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${milliseconds} ms in vain until ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
