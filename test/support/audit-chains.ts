import { type PoolConfig } from 'pg';
import { verifyLog } from '../../src/cli/audit-verify.js';
import { type ChainFault } from '../../src/modules/audit/chain-check.js';

/** What is wrong with the audit log. @param chains left out: all of it */
export async function auditFaults(connection: PoolConfig, chains?: readonly string[]): Promise<ChainFault[]> {
  const { reports } = await verifyLog(connection, [], 1, chains);
  return reports.flatMap(({ faults }) => faults);
}
