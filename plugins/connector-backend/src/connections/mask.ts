/** Bullets, dots, stars and blocks that forms show in place of a secret. */
const MASK = /^[*•●∙·⋅⦁⁎∗＊○◦▪■█…]+$/u;

/**
 * Whether a text is what a form shows instead of a secret. Storing it would
 * replace the real one without anyone noticing.
 */
export function isMask(text: string): boolean {
  return MASK.test(text);
}
