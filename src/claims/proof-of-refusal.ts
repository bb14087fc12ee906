import { askControl } from '../ask/subject.js';
import { isLetThrough, type Proof } from './assess.js';

/** What bears out the refusal that `.not` wants: the control origin is asked for there only. */
export async function proofOfRefusal(
  { isNot }: { readonly isNot: boolean },
  ...asked: Parameters<typeof askControl>
): Promise<Proof> {
  if (!isNot) return 'none';
  return isLetThrough(await askControl(...asked), asked[1]) ? 'given' : 'control';
}
