import type { Yaml } from '../../ports/yaml.ts';
import { edit } from './edit/edit.ts';
import { write } from './print/write.ts';
import { readFast } from './read-fast.ts';
import { read } from './strict/read.ts';

/** YAML by the `yaml` package; who only needs the fast reader imports `read-fast.ts`, which does without the package. */
export const yaml: Yaml = { read, readFast, edit, write };
