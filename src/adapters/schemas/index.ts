import {
  Checklist,
  ChecklistTemplate,
  Config,
  OnboardingSession,
  Policy,
  PromotionRequest,
  Tenant,
} from '../../generated/validators.js';
import type { CheckSchema } from '../../ports/schemas.ts';
import { describeProblem } from './describe-problem.ts';

const validators = { Checklist, ChecklistTemplate, Config, OnboardingSession, Policy, PromotionRequest, Tenant };

/** Validators made from `schemas/` at build time, by kind. */
export const checkSchema: CheckSchema = (kind, data) => {
  const validate = Object.hasOwn(validators, kind) ? validators[kind as keyof typeof validators] : undefined;
  if (validate === undefined) return [{ pointer: '/kind', message: `there is no kind "${kind}"` }];
  if (validate(data)) return [];
  return (validate.errors ?? []).flatMap((error) => describeProblem(error, data));
};
