import { parentPort, workerData } from 'node:worker_threads';
import { checkStretch } from '../modules/audit/check-stretch.js';
import { withReader, type WorkerAnswer, type WorkerSettings, type WorkerTask } from './audit-verify.js';

const { connection, known } = workerData as WorkerSettings;
const port = parentPort!;
const tell = (answer: WorkerAnswer): void => {
  port.postMessage(answer);
};

const tasks: WorkerTask[] = [];
let wake: (() => void) | undefined;
port.on('message', (task: WorkerTask) => {
  tasks.push(task);
  wake?.();
});

async function nextTask(): Promise<WorkerTask> {
  for (;;) {
    const task = tasks.shift();
    if (task !== undefined) return task;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

await withReader(connection, async (reader) => {
  for (;;) {
    const { id, stretch } = await nextTask();
    try {
      tell({ id, report: await checkStretch(reader, stretch, known) });
    } catch (error) {
      tell({ id, error: (error as Error).message });
    }
  }
});
