import type { ActionDefinition } from '../../src/domain/kind.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { draft } from '../domain/example.ts';

/** One valid draft of each kind, for the conformance suite. A new kind adds its own. */
const samples: readonly RecordData[] = [draft(), list(), session()];

function list(): RecordData {
  const point = (id: string) => ({ id, title: { en: `Point ${id}` } });
  return {
    apiVersion: 'rgz.dev/v1',
    kind: 'Checklist',
    metadata: {
      id: 'CL-tiny.site-1',
      createdAt: '2026-11-20T09:00:00Z',
      createdBy: 'pierre@example.com',
      tenant: 'tenant-finance',
    },
    spec: {
      subject: 'site-1',
      template: {
        name: 'tiny',
        title: { en: 'Tiny' },
        categories: [{ id: 'all', title: { en: 'All' }, items: [point('one'), point('two')] }],
      },
    },
  };
}

function session(): RecordData {
  return {
    apiVersion: 'rgz.dev/v1',
    kind: 'OnboardingSession',
    metadata: {
      id: 'OB-2026-0001',
      createdAt: '2026-11-20T09:00:00Z',
      createdBy: 'pierre@example.com',
      tenant: 'boutique-ndar',
    },
    spec: {
      company: {
        name: 'Boutique Ndar',
        sector: 'retail',
        country: 'SN',
        site: { name: 'Sor', address: 'Avenue du Général de Gaulle, Saint-Louis' },
      },
      users: [{ firstName: 'Awa', lastName: 'Diop', phone: '+221771234567', role: 'admin' }],
    },
  };
}

export function sampleOf(kind: string): RecordData {
  const found = samples.find((sample) => sample.kind === kind);
  if (found === undefined) throw new Error(`add a draft of ${kind} to test/kinds/samples.ts`);
  return structuredClone(found);
}

/** The same as it has to be for an action to be possible at all. */
export function sampleFor(kind: string, action: ActionDefinition): RecordData {
  const sample = sampleOf(kind);
  return action.reviews ? { ...sample, spec: { ...sample.spec, emergency: true } } : sample;
}
