import { createContext, useContext } from 'react';

/** Whether what is drawn may use colours. */
export const Colour = createContext(true);

export function useColour(): boolean {
  return useContext(Colour);
}
