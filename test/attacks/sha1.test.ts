import { holdAgainstAttacks } from './hold-against.ts';

holdAgainstAttacks('sha1', { pushed: true });
