// The thread in which labs are checked: a statement that never ends can only be ended from outside.
import { parentPort } from 'node:worker_threads';
import { openLabChecker, type LabItem } from './check-page.ts';

const checker = openLabChecker((item) => parentPort?.postMessage({ item }));

parentPort?.on('message', (items: readonly LabItem[]) => {
  checker.checkPage(items).then(
    (findings) => parentPort?.postMessage({ findings }),
    (error: unknown) => parentPort?.postMessage({ failed: String(error) }),
  );
});
