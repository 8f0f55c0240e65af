import { describe, expect, test } from 'vitest';
import { checkSchema } from '../../../src/adapters/schemas/index.ts';
import { loadTemplates } from '../../../src/adapters/skeleton/index.ts';
import { yaml } from '../../../src/adapters/yaml/index.ts';
import type { Json } from '../../../src/domain/json.ts';
import { isObject } from '../../../src/domain/json.ts';
import { readTemplate } from '../../../src/kinds/checklist/template.ts';
import { instantiate } from './instantiate.ts';

const texts = await loadTemplates();

function dataOf(name: string): Json {
  const reading = yaml.read(Buffer.from(texts.get(`${name}.yaml`) ?? ''));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.value;
}

function templateOf(name: string) {
  const reading = readTemplate(dataOf(name));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.template;
}

const itemsOf = (name: string) => templateOf(name).categories.flatMap(({ items }) => items);

/** Every mapping of texts by language. */
function textsIn(data: Json): readonly Json[] {
  if (typeof data !== 'object' || data === null) return [];
  const inner = Object.values(data).flatMap((value) => textsIn(value));
  return isObject(data) && 'en' in data ? [data, ...inner] : inner;
}

test('the built-in templates are these two', () => {
  expect([...texts.keys()]).toEqual(['cutover.yaml', 'production-readiness.yaml']);
});

describe.each(['cutover', 'production-readiness'])('%s', (name) => {
  test('fits its schema and is sound', () => {
    expect(checkSchema('ChecklistTemplate', dataOf(name))).toEqual([]);
    expect(readTemplate(dataOf(name))).toMatchObject({ ok: true, template: { name } });
  });

  test('says everything in both languages, each time in other words', () => {
    const all = textsIn(dataOf(name));
    expect(all.length).toBeGreaterThan(50);
    expect(all.filter((text) => !isObject(text) || typeof text.fr !== 'string')).toEqual([]);
    const same = all.flatMap((text) => (isObject(text) && text.fr === text.en ? [text.en] : []));
    expect(same).toEqual(same.filter((word) => word === 'Infrastructure'));
  });

  test('names the same parameters in both languages', () => {
    const namesIn = (text: Json | undefined) => [...String(text).matchAll(/\{\w+\}/g)].map(String).sort();
    for (const text of textsIn(dataOf(name))) if (isObject(text)) expect(namesIn(text.fr)).toEqual(namesIn(text.en));
  });

  test('says no thing twice', () => {
    const titles = itemsOf(name).flatMap(({ title }) => [title.en, title.fr]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('makes a checklist without any parameter', () => {
    expect(instantiate(templateOf(name), {})).toMatchObject({ ok: true });
  });

  test('demands a measurement only where a probe makes one', () => {
    const asked = itemsOf(name).filter(({ evidence }) => evidence === 'measurement');
    expect(asked.filter(({ probe }) => probe === undefined)).toEqual([]);
  });
});

describe('cutover', () => {
  const cutover = templateOf('cutover');
  const { categories, colors, approve, reminders } = cutover;
  const made = instantiate(cutover, {
    vlan: '42',
    hubHost: 'hub.example.com',
    iperf3Server: 'iperf.example.com',
    prometheusUrl: 'https://prometheus.example.com:9090',
    jobName: 'reseller-42',
    grafanaUrl: 'https://grafana.example.com',
    dashboardUid: 'r42',
  });

  test('has 40 items in six categories, all required and of the same weight', () => {
    expect(categories.map(({ id, items }) => [id, items.length])).toEqual([
      ['infrastructure', 10],
      ['network', 8],
      ['security', 7],
      ['billing', 5],
      ['monitoring', 5],
      ['communication', 5],
    ]);
    expect(itemsOf('cutover').filter(({ required, weight }) => required === false || weight !== undefined)).toEqual([]);
    expect(approve).toBe('required');
  });

  test('is red from 0, yellow from 16, orange from 31 and green at 40', () => {
    expect(colors?.map(({ from, color }) => `${from} ${color}`)).toEqual([
      '0 red',
      '16 yellow',
      '31 orange',
      '40 green',
    ]);
  });

  test('reminds by mail after 3 days and by a short message after 7', () => {
    expect(reminders).toMatchObject({ emailDays: 3, smsDays: 7 });
  });

  test('is done by resellers and the NOC, and every tick is proven', () => {
    const items = itemsOf('cutover');
    expect(items.filter(({ role }) => role !== 'reseller' && role !== 'noc')).toEqual([]);
    expect(items.filter(({ evidence }) => evidence === undefined || evidence === 'none')).toEqual([]);
  });

  /** By its number in the source, what each item is and every figure and name that it must not lose. */
  test.each<[number, string, string[], string?]>([
    [1, 'cpe-unpacked', ['Ubiquiti LiteBeam AC-M2'], 'image'],
    [2, 'cpe-powered', ['24 V', 'PoE'], 'image'],
    [3, 'antenna-aligned', ['antenna'], 'image'],
    [4, 'cable-tested', ['Cat-6', '15 m', 'Ethernet'], 'image'],
    [5, 'ssid-visible', ['SSID', 'Wi-Fi'], 'image'],
    [6, 'console-reachable', ['https://10.42.0.1/', 'status: = 200'], 'measurement'],
    [7, 'firmware-stable', ['>= 8.7.8', 'LiteBeam'], 'image'],
    [8, 'configuration-exported', ['.backup']],
    [9, 'installation-photographed', ['antenna', 'cables'], 'image'],
    [10, 'leds-steady', ['Power', 'Link', 'green'], 'image'],
    [11, 'cpe-address-fixed', ['10.42.0.2', 'static ARP']],
    [12, 'dhcp-pool', ['10.42.0.50-200', 'Kea', 'DHCP']],
    [13, 'dns-works', ['8.8.8.8', 'answers: >= 1'], 'measurement'],
    [14, 'hub-latency', ['< 100 ms', 'latencyMs: < 100', 'hub.example.com'], 'measurement'],
    [
      15,
      'throughput',
      ['DL >= 5 Mbps', 'UL >= 1 Mbps', 'downloadMbps: >= 5', 'uploadMbps: >= 1', 'iperf3'],
      'measurement',
    ],
    [16, 'packet-loss', ['< 1 %', 'lossPercent: < 1'], 'measurement'],
    [17, 'concurrent-users', ['at least 5 users', 'streams: 5'], 'measurement'],
    [18, 'ipv6-documented', ['IPv6', 'not applicable'], 'document'],
    [19, 'admin-password', ['>= 16 characters', 'vault']],
    [20, 'radius-secret', ['RADIUS']],
    [21, 'firewall-on', ['inbound', 'by default', 'denies']],
    [22, 'vlan-tagged', ['802.1Q', '42']],
    [23, 'wifi-encrypted', ['WPA3', 'WPA2 AES', 'WEP', 'open']],
    [24, 'console-certificate', ['TLS certificate', 'host: 10.42.0.1', 'daysLeft: > 0'], 'measurement'],
    [25, 'ssh-allow-list', ['SSH', 'allow list', 'banner: starts SSH-2.0-']],
    [26, 'payment-webhook', ['KKiaPay', 'webhook URL', 'mock payment']],
    [27, 'first-plan-credited', ['1 month', 'free']],
    [28, 'balance-visible', ['balance', 'portal']],
    [29, 'pilot-invoice', ['PDF'], 'document'],
    [30, 'commission-computed', ['50/50', '1.5 %'], 'document'],
    [31, 'snmp-v3', ['SNMPv3', 'every 5 min', 'version: 3'], 'measurement'],
    [32, 'prometheus-up', ['UP', 'up{job="reseller-42"}', 'value: = 1'], 'measurement'],
    [33, 'sla-probe', ['ICMP', 'TCP', 'latency', 'loss', 'instance=~"10.42.0.2', 'value: >= 2'], 'measurement'],
    [34, 'grafana-dashboard', ['Grafana', 'dashboard: r42'], 'measurement'],
    [35, 'alert-thresholds', ['latency', 'CPU', 'RAM', 'RSSI'], 'document'],
    [36, 'contact-registered', ['e-mail', 'phone']],
    [37, 'incident-procedure', ['RMA'], 'document'],
    [38, 'escalation-known', ['5 min for P0', '15 min for P1', 'tier 1', 'tier 2'], 'document'],
    [39, 'dashboard-login', ['dashboard', 'signed in']],
    [40, 'terms-signed', ['signed', 'ARCEP'], 'document'],
  ])('%i is %s', (number, id, facts, evidence) => {
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    const item = made.content.categories.flatMap(({ items }) => items)[number - 1];
    const { title, help, probe } = item ?? {};
    const lines = [
      title?.en,
      help?.en,
      ...[probe?.with, probe?.claim].flatMap((part) => Object.entries(part ?? {}).map((pair) => pair.join(': '))),
    ];
    expect(item?.id).toBe(id);
    for (const fact of facts) expect(lines.join('\n')).toContain(fact);
    if (evidence !== undefined) expect(item?.evidence).toBe(evidence);
  });

  /** Every number with its unit: what French readers have to see as well. */
  test('has the same figures in French', () => {
    const figures = (text: string | undefined) => [...(text ?? '').matchAll(/\d+(?:[.,/-]\d+)*/g)].map(String).sort();
    for (const { title } of itemsOf('cutover')) expect(figures(title.fr)).toEqual(figures(title.en));
  });

  test.each(['image', 'document', 'measurement', 'any'])('asks for evidence of the form %s', (form) => {
    expect(itemsOf('cutover').some(({ evidence }) => evidence === form)).toBe(true);
  });

  test('takes a VLAN that fits into an address, and no other', () => {
    const fits = (vlan: string) => instantiate(cutover, { vlan }).ok;
    const all = Array.from({ length: 4096 }, (_, at) => String(at)).filter(fits);
    expect(all).toEqual(Array.from({ length: 254 }, (_, at) => String(at + 1)));
    expect(['01', '1.1', ' 1', '1\n', '+1', '٣'].filter(fits)).toEqual([]);
  });

  test('takes no values that would change a query or an address', () => {
    const refused = {
      jobName: 'x"} or vector(1) #',
      hubHost: 'hub;id',
      prometheusUrl: 'http://user@host/?x',
      iperf3Server: '-c',
    };
    expect(instantiate(cutover, refused)).toMatchObject({
      problems: Object.keys(refused).map((name) => ({ pointer: `/parameters/${name}` })),
    });
  });
});

describe('production-readiness', () => {
  const { categories, approve } = templateOf('production-readiness');

  test('has eleven areas, of which the critical one holds back an approval', () => {
    expect(categories).toHaveLength(11);
    expect(approve).toBe('critical');
    const [first, ...others] = categories;
    expect(first?.id).toBe('critical');
    expect(first?.items).toHaveLength(10);
    expect(first?.items.filter(({ critical, evidence }) => critical !== true || evidence === undefined)).toEqual([]);
    expect(others.flatMap(({ items }) => items).filter(({ critical }) => critical)).toEqual([]);
  });
});
