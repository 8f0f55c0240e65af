/** What people type about records of a kind; {id} stands for the record. */
export interface KindCommands {
  list: string;
  open: string;
  /** Left out where nothing is withdrawn. */
  cancel?: string;
}
