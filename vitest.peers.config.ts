import { defineConfig } from 'vitest/config';
import { kit, order } from './test/kit/config.ts';

/** Tests against programs that a developer's machine may lack: OpenSSH, tmux, Ansible, kcat, Postfix, ping, iperf3, Net-SNMP, LibreOffice, openpyxl, PostgreSQL. Run with `npm run test:peers`. */
export default defineConfig({
  test: {
    ...kit,
    ...order,
    include: ['test/peers/**/*.test.{ts,tsx}'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
