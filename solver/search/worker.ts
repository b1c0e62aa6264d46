import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { loadHighs } from './columns/master.js';
import { type ThreadNews, type WorkerTask } from './protocol.js';
import { Runner } from './runner.js';

/** A search thread: reads its task from workerData, works to the limit without a break, and takes in messages between steps. */
const port = parentPort;
if (port !== null) {
  const runner = new Runner(await loadHighs(), workerData as WorkerTask, {
    nowMs: () => performance.timeOrigin + performance.now(),
    post: (message) => {
      port.postMessage(message);
    },
    receive: () => {
      const news: ThreadNews[] = [];
      for (;;) {
        const received: { message: unknown } | undefined = receiveMessageOnPort(port);
        if (received === undefined) return news;
        news.push(received.message as ThreadNews);
      }
    },
  });
  while (!runner.slice(Number.POSITIVE_INFINITY));
  port.close();
}
