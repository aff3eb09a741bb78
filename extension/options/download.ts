/** Gives the moderator a file to keep. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Today, as file names carry it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
