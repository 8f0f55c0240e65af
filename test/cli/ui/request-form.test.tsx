import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, test } from 'vitest';
import { requestConversation } from '../../../src/cli/ui/form/request-conversation.ts';
import { aForm, draft, without } from './a-request.ts';
import { keys, paste } from './keys.ts';
import { play } from './stage.tsx';

afterEach(cleanup);

const { enter, backTab, escape: esc, up, down, backspace, ctrlC, ctrlD, ctrlU } = keys;
const words = (text: string): readonly string[] => [text, enter];

test('filled in key by key, it ends with the draft', async () => {
  const form = await play(requestConversation(aForm(), {}));
  await form.send(enter);
  await form.send(enter);
  await form.send(...words(draft.targetName));
  await form.send(...words(draft.targetVersion));
  await form.send(enter, enter);
  await form.send(...words(draft.justification));
  await form.send('- Added 3DS2 authentication', enter, '- Fixed timeout issues', enter, enter);
  await form.send(enter);
  await form.send(...words(draft.rollbackPlan));
  await form.send(enter);
  await form.send('y', enter, 'y', enter, 'n', enter);
  await form.send(...words(draft.evidence));
  await form.sees('Summary');
  expect(form.frame()).toMatchInlineSnapshot(`
    "All 15 steps · Summary  ■■■■■■■■■■■■■■■

    ❯ ✓ Tenant         tenant-finance
      ✓ Type           api
      ✓ Name           payment-api
      ✓ Version        2.1.0
      ✓ From           staging
      ✓ To             prod
      ✓ Justification  New PCI-DSS compliant payment flow
      ✓ Release notes  - Added 3DS2 authentication (+1 line)
      ✓ Impact         low
      ✓ Rollback plan  Revert to v2.0.0 via emergency deploy
      ✓ Schedule       as soon as it is approved
      ✓ Staging tests  yes
      ✓ Security scan  yes
      ✓ Performance    no
      ✓ Evidence       https://gitlab.example/pipeline/12345

    ✓ Ready to commit.

    Enter commits · b goes back · Esc leaves without a trace · ↑↓ e changes a line"
  `);
  await form.send(enter);
  expect(await form.end()).toMatchObject({ outcome: 'committed', draft });
  expect(form.frame()).toBe('');
});

describe('the screen', () => {
  test('of a short list', async () => {
    const form = await play(requestConversation(aForm(), without('impact')));
    await form.sees('How much');
    expect(form.frame()).toMatchInlineSnapshot(`
      "Step 9 of 15 · Impact  ■■■■■■■■·······

      ✓ Tenant         tenant-finance
      ✓ Type           api
      ✓ Name           payment-api
      ✓ Version        2.1.0
      ✓ From           staging
      ✓ To             prod
      ✓ Justification  New PCI-DSS compliant payment flow
      ✓ Release notes  - Added 3DS2 authentication (+1 line)

      How much may it affect?
      ❯ low
        medium
        high
        critical


      ↑↓ chooses · Enter goes on · Shift+Tab goes back · Esc leaves"
    `);
  });

  test('of a text that is not long enough yet', async () => {
    const form = await play(requestConversation(aForm(), without('justification')));
    await form.send(...'too short!!!');
    expect(form.frame()).toMatchInlineSnapshot(`
      "Step 7 of 15 · Justification  ■■■■■■·········

      ✓ Tenant         tenant-finance
      ✓ Type           api
      ✓ Name           payment-api
      ✓ Version        2.1.0
      ✓ From           staging
      ✓ To             prod

      Why is it needed?
      Whoever approves decides on this.
      ❯ too short!!!▏
      ✗ 12/20 · needs at least 20 characters

      Enter goes on · Shift+Tab goes back · Esc leaves"
    `);
    await form.send(...' no more');
    expect(form.frame()).toContain('✓ 20/20');
  });

  test('of many lines', async () => {
    const form = await play(requestConversation(aForm(), without('releaseNotes')));
    await form.send('- one', enter, '- two', up);
    expect(form.frame()).toMatchInlineSnapshot(`
      "Step 8 of 15 · Release notes  ■■■■■■■········

      ✓ Type           api
      ✓ Name           payment-api
      ✓ Version        2.1.0
      ✓ From           staging
      ✓ To             prod
      ✓ Justification  New PCI-DSS compliant payment flow

      What changes?
      Markdown, one line for each change.
      ❯ - one▏
        - two


      Enter adds a line · an empty line or Ctrl+D ends · Shift+Tab goes back
      Esc leaves"
    `);
  });

  test('of a question', async () => {
    const form = await play(requestConversation(aForm(), without('securityScanPassed')));
    await form.send('n');
    expect(form.frame()).toMatchInlineSnapshot(`
      "Step 13 of 15 · Security scan  ■■■■■■■■■■■■···

      ✓ Tenant         tenant-finance
      ✓ Type           api
      ✓ Name           payment-api
      ✓ Version        2.1.0
      ✓ From           staging
      ✓ To             prod
      ✓ Justification  New PCI-DSS compliant payment flow
      ✓ Release notes  - Added 3DS2 authentication (+1 line)
      ✓ Impact         low
      ✓ Rollback plan  Revert to v2.0.0 via emergency deploy
      ✓ Schedule       as soon as it is approved
      ✓ Staging tests  yes

      Has the security scan passed?
      ○ Yes   ● No
      ✗ must have passed

      y or n chooses · Enter goes on · Shift+Tab goes back · Esc leaves"
    `);
  });

  test('of a small window', async () => {
    const form = await play(requestConversation(aForm(), without('justification')), { columns: 60, rows: 12 });
    await form.send('a justification that is longer than a line of the window has room');
    expect(form.frame()).toMatchInlineSnapshot(`
      "Step 7 of 15 · Justification  ■■■■■■·········
      Why is it needed?
      ❯ a justification that is longer than a line of the window
        has room▏
      ✓ 65/20
      Enter goes on · Shift+Tab goes back · Esc leaves"
    `);
  });

  test('of a summary in 60 columns', async () => {
    const form = await play(requestConversation(aForm(), draft), { columns: 60, rows: 24 });
    await form.sees('Summary');
    expect(form.frame()).toMatchInlineSnapshot(`
      "All 15 steps · Summary  ■■■■■■■■■■■■■■■

      ❯ ✓ Tenant         tenant-finance
        ✓ Type           api
        ✓ Name           payment-api
        ✓ Version        2.1.0
        ✓ From           staging
        ✓ To             prod
        ✓ Justification  New PCI-DSS compliant payment flow
        ✓ Release notes  - Added 3DS2 authentication (+1 line)
        ✓ Impact         low
        ✓ Rollback plan  Revert to v2.0.0 via emergency deploy
        ✓ Schedule       as soon as it is approved
        ✓ Staging tests  yes
        ✓ Security scan  yes
        ✓ Performance    no
        ✓ Evidence       https://gitlab.example/pipeline/12345

      ✓ Ready to commit.

      Enter commits · b goes back · Esc leaves without a trace
      ↑↓ e changes a line"
    `);
  });
});

describe('a long list of tenants', () => {
  const tenants = Array.from({ length: 40 }, (_, place) => `tenant-${place + 1}`);

  test('is shown eight at a time', async () => {
    const form = await play(requestConversation(aForm({ tenants }), {}));
    await form.send(...Array<string>(9).fill(down));
    expect(form.frame()).toMatchInlineSnapshot(`
      "Step 1 of 15 · Tenant  ···············

      Which tenant is it for?
      Filter: ▏
        tenant-6
        tenant-7
        tenant-8
        tenant-9
      ❯ tenant-10
        tenant-11
        tenant-12
        tenant-13
        6–13 of 40


      ↑↓ or typing chooses · Enter goes on · Esc leaves"
    `);
  });

  test('is filtered by typing', async () => {
    const form = await play(requestConversation(aForm({ tenants }), {}));
    await form.send('3', '9');
    expect(form.frame()).toMatchInlineSnapshot(`
      "Step 1 of 15 · Tenant  ···············

      Which tenant is it for?
      Filter: 39▏
      ❯ tenant-39


      ↑↓ or typing chooses · Enter goes on · Esc leaves"
    `);
    await form.send('x');
    expect(form.frame()).toContain('Nothing here contains "39x".');
    await form.send(backspace, enter);
    expect(form.frame()).toContain('✓ Tenant         tenant-39');
  });
});

test('back, change and forth again', async () => {
  const form = await play(requestConversation(aForm(), without('targetVersion')));
  await form.send('9', backTab, ctrlU, 'other-api', enter);
  expect(form.frame()).toContain('✓ Name           other-api');
  expect(form.frame()).toContain('❯ 9▏');
  await form.send(up, up);
  expect(form.frame()).toContain('❯ other-api▏');
});

test('what the summary finds wrong is one key away', async () => {
  const form = await play(requestConversation(aForm(), draft));
  await form.send(down, down, down, down, 'e', down, enter);
  expect(form.frame()).toContain('✗ To             prod (leads from prod to itself)');
  expect(form.frame()).toContain('✗ 1 answer is missing or wrong.');
  await form.send(enter);
  expect(form.frame()).toContain('To which environment?');
  await form.send(up, enter, enter);
  expect(await form.end()).toMatchObject({ outcome: 'committed', draft: { from: 'prod', to: 'staging' } });
});

describe('a paste', () => {
  test('into one line becomes one line', async () => {
    const form = await play(requestConversation(aForm(), without('rollbackPlan')));
    await form.send(paste('Revert to\n  v2.0.0\n'));
    expect(form.frame()).toContain('❯ Revert to v2.0.0 ▏');
    await form.send(enter, enter);
    expect((await form.end()).draft.rollbackPlan).toBe('Revert to v2.0.0');
  });

  test('into the release notes keeps its lines and loses its escapes', async () => {
    const form = await play(requestConversation(aForm(), without('releaseNotes')));
    await form.send(paste('# 2.1.0\n\n- \u001b[31mred\u001b[0m \u202eside\n'), ctrlD, enter);
    expect((await form.end()).draft.releaseNotes).toBe('# 2.1.0\n\n- red side');
  });

  test('from a terminal that does not say so', async () => {
    const form = await play(requestConversation(aForm(), without('releaseNotes')));
    await form.send('- one\r- two', enter, enter, enter);
    expect((await form.end()).draft.releaseNotes).toBe('- one\n- two');
  });
});

test.each([esc, ctrlC])('%j leaves without a trace', async (key) => {
  const form = await play(requestConversation(aForm(), {}));
  await form.send('x', key);
  expect((await form.end()).outcome).toBe('left');
  expect(form.frame()).toBe('');
});
