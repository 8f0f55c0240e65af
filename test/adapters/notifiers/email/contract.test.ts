import { openEmailChannel } from '../../../../src/adapters/notifiers/email/index.ts';
import { channelContract } from '../../../contracts/channel.ts';
import { MailServer, type Rules } from '../../../emulator/mail/mail-server.ts';
import { decodeWords, readMail } from '../../../emulator/mail/read-mail.ts';
import { selfSigned } from './self-signed.ts';

const secret = 'pass/word+1';
const password = (_: string, given: string) => (given === secret ? undefined : ([535, '5.7.8 no'] as const));

const ways: Readonly<Record<string, Rules>> = {
  well: {},
  choosy: { data: (mail) => (/^Subject: .*unwanted/m.test(mail) ? [554, '5.7.1 not wanted here'] : undefined) },
  busy: { from: () => [451, '4.3.2 too much to do'] },
  locked: {
    auth: (username, given) => [535, `5.7.8 ${given} ${Buffer.from(`\0${username}\0${given}`).toString('base64')}`],
  },
};

for (const protocol of ['smtp', 'smtps']) {
  channelContract(`email over ${protocol}`, async () => {
    const { key, cert } = selfSigned();
    const server = await new MailServer({ key, cert, secure: protocol === 'smtps' }).start();
    server.rules = { auth: password };
    return {
      to: 'cleo@example.com',
      choosy: true,
      tellsWhen: false,
      secret,
      open: () =>
        openEmailChannel({
          name: 'mail',
          settings: {
            type: 'email',
            url: `${protocol}://localhost:${server.port}`,
            from: 'rgz@example.com',
            username: 'rgz',
            tls: 'required',
          },
          secret,
          looks: new Map(),
          timeouts: { connect: 1_000, greeting: 300, silence: 600, message: 1_500 },
          trust: cert,
        }),
      arrived: async () =>
        server.received.map(({ raw }) => {
          const { head, parts, header } = readMail(raw);
          const text = [...head.map(decodeWords), ...parts.values()].join('\n');
          return { id: header('X-Rgz-Message') ?? '', text };
        }),
      behave: async (how) => {
        if (how === 'away') await server.stop();
        else if (how === 'hangs') await server.listen(() => undefined);
        else {
          server.rules = { auth: password, ...ways[how] };
          await server.start();
        }
      },
      close: () => server.stop(),
    };
  });
}
