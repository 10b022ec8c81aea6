/** Equal for names of connections that a person takes for the same (OC-6). */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
