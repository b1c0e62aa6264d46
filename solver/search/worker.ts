import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type IncumbentMessage, type WorkerTask } from './protocol.js';
import { Runner } from './runner.js';

/** A search thread: reads its task from workerData, works to the limit without a break, and takes in messages between steps. */
const port = parentPort;
if (port !== null) {
  const runner = new Runner(workerData as WorkerTask, {
    nowMs: () => performance.timeOrigin + performance.now(),
    post: (message) => {
      port.postMessage(message);
    },
    receive: () => {
      let newest: IncumbentMessage | null = null;
      for (;;) {
        const received: { message: unknown } | undefined = receiveMessageOnPort(port);
        if (received === undefined) return newest;
        newest = received.message as IncumbentMessage;
      }
    },
  });
  while (!runner.slice(Number.POSITIVE_INFINITY));
  port.close();
}
