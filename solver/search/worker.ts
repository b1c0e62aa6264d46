import { type MessagePort, parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { loadHighs } from './columns/master.js';
import { type ThreadNews, type WorkerOrder } from './protocol.js';
import { Runner } from './runner.js';

/** A search thread: does one task after another, each to its limit without a break, and takes in news between steps. */
const highs = await loadHighs();
parentPort?.on('message', ({ task, port }: WorkerOrder) => {
  const runner = new Runner(highs, task, {
    nowMs: () => performance.timeOrigin + performance.now(),
    post: (message) => {
      port.postMessage(message);
    },
    receive: () => newsOf(port),
  });
  while (!runner.slice(Number.POSITIVE_INFINITY));
});

function newsOf(port: MessagePort): ThreadNews[] {
  const news: ThreadNews[] = [];
  for (;;) {
    const received: { message: unknown } | undefined = receiveMessageOnPort(port);
    if (received === undefined) return news;
    news.push(received.message as ThreadNews);
  }
}
