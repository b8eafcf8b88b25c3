// Whether the process that left something behind, such as a lock or a folder with its number, is still at work.
import { reasonOf } from '../integrations/output-folder.ts';

/** True rather too often than too rarely: another program may have the number by now. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return reasonOf(error) !== 'ESRCH';
  }
}
