import { eventOf } from '../../../kit/messages.ts';
import type { Wording } from './samples.ts';

const id = 'PR-2026-0042';
const url = 'https://git.example.com/payments/records/requests/prod/2026/11/PR-2026-0042.yaml';

export const french: Readonly<Record<string, Wording>> = {
  ask: {
    tone: 'ask',
    subject: `${id} vous attend : api/payments@2.1.0 vers prod`,
    headline: 'Une demande attend votre approbation',
    lead: 'Dora Lindqvist demande la promotion de api/payments@2.1.0 de staging vers prod.',
    facts: [
      { label: 'Tenant', value: 'tenant-finance' },
      { label: 'Cible', value: 'api/payments@2.1.0' },
      { label: 'Impact', value: 'élevé' },
      { label: 'Prévue le', value: '27 novembre 2026 à 09:00 Europe/Paris' },
      { label: 'Approbations', value: '1 sur 2' },
    ],
    texts: [
      { label: 'Justification', value: 'Nouveau parcours de paiement conforme à PCI-DSS.' },
      {
        label: 'Notes de version',
        value:
          '- Ajoute l’authentification 3DS2\n- Corrige les délais dépassés du service des cartes\n- Répond deux fois plus vite',
      },
    ],
    commands: [`rgz approve ${id}`, `rgz reject ${id} --reason "<motif>"`],
    commandsLabel: 'Pour décider, tapez',
    link: { label: 'Ouvrir la demande', url },
    footer: 'Vous recevez ce message car vous pouvez approuver les demandes de tenant-finance.',
  },
  good: {
    tone: 'good',
    subject: `${id} est en prod : api/payments@2.1.0`,
    headline: 'api/payments@2.1.0 est en prod',
    lead: 'La demande que vous avez faite le 26 novembre est déployée.',
    facts: [
      { label: 'Tenant', value: 'tenant-finance' },
      { label: 'Approuvée par', value: 'Cleo Martin, Ines Duval' },
      { label: 'Job', value: '118204' },
      { label: 'Durée', value: '3 min 12 s' },
    ],
    texts: [],
    commands: [],
    link: { label: 'Ouvrir la demande', url },
    footer: 'Vous recevez ce message car vous avez fait la demande.',
  },
  bad: {
    tone: 'bad',
    subject: `${id} a échoué : api/payments@2.1.0 n’est pas en prod`,
    headline: 'Le déploiement de api/payments@2.1.0 a échoué',
    lead: 'Rien n’a changé après l’étape en échec. prod tourne toujours en 2.0.4.',
    facts: [
      { label: 'Tenant', value: 'tenant-finance' },
      { label: 'Tentative', value: '2 sur 3' },
      { label: 'Job', value: '118204' },
    ],
    texts: [
      {
        label: 'Fin du journal',
        value:
          'TASK [gateway : publish api] *********************\nfatal: [gw-prod-02]: FAILED!\n  status: 503\n  message: upstream "payments-v2" has no healthy member',
      },
      { label: 'Plan de retour arrière', value: 'Remettre la route sur payments-v1 ; rien d’autre n’est à défaire.' },
    ],
    commands: [`rgz retry ${id}`, `rgz request show ${id}`],
    commandsLabel: 'Pour continuer, tapez',
    link: { label: 'Ouvrir la demande', url },
    footer: 'Vous recevez ce message car vous êtes d’astreinte pour prod.',
  },
  info: {
    tone: 'info',
    subject: `${id} a commencé : api/payments@2.1.0 vers prod`,
    headline: 'Le déploiement a commencé',
    lead: 'api/payments@2.1.0 est en route vers prod. Vous serez prévenu quand ce sera terminé.',
    facts: [
      { label: 'Tenant', value: 'tenant-finance' },
      { label: 'Job', value: '118204' },
    ],
    texts: [],
    commands: [`rgz request watch ${id}`],
    commandsLabel: 'Pour suivre, tapez',
    link: { label: 'Ouvrir la demande', url },
    footer: 'Vous recevez ce message car vous avez fait la demande.',
  },
  digest: {
    tone: 'info',
    events: [42, 43, 44].map((number) => eventOf(number)),
    subject: '4 nouvelles de tenant-finance',
    headline: '4 nouvelles depuis 18 h',
    lead: 'Elles sont arrivées pendant vos heures calmes.',
    facts: [],
    texts: [],
    commands: ['rgz request list --waiting'],
    commandsLabel: 'Pour voir ce qui vous attend, tapez',
    items: [
      { text: 'PR-2026-0042 attend votre approbation : api/payments@2.1.0 vers prod', url },
      { text: 'PR-2026-0043 est approuvée par Ines Duval : api/accounts@1.8.2 vers prod', url },
      { text: 'PR-2026-0044 a échoué : app/mobile-gateway@5.0.0 n’est pas en prod', url },
      { text: 'La ligne de prod est arrêtée jusqu’à ce qu’une personne la relance' },
    ],
    link: { label: 'Voir tous les dossiers', url: 'https://git.example.com/payments/records' },
    footer:
      'Vous recevez ce message car vous pouvez approuver les demandes de tenant-finance. Heures calmes : 18 h à 8 h.',
  },
};
