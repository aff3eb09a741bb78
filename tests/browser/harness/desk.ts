import type { Desk } from '../../../extension/generated/Desk';
import type { Session } from './session';

/** The desk as it is set now. */
export async function deskOf(session: Session): Promise<Desk> {
  const answer = await session.ask({ kind: 'get-desk' });
  if (answer.kind !== 'desk-is') {
    throw new Error(`the desk cannot be had: ${JSON.stringify(answer)}`);
  }
  return answer.desk;
}
