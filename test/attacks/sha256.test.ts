import { holdAgainstAttacks } from './hold-against.ts';

holdAgainstAttacks('sha256', { large: true });
