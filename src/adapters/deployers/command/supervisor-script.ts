/**
 * Stays beside one job until it has ended, whoever asked for it being alive or not. Called with the job's folder, the turn,
 * and the program by its full path with its arguments, which the shell hands on and never evaluates.
 *
 * The start is linked into place, which succeeds once: without it nothing is started. Closing standard output tells the
 * launcher that it is known. The exit code is renamed into place. Of the output at most three pieces of 256 KiB are kept,
 * and what cannot be written is read all the same, so that the program never waits or dies for its log. A request to end
 * goes to the whole group; the supervisor and what keeps the log ignore it, the program does not.
 */
export const supervisorScript = `
trap '' HUP INT TERM
job=$1 turn=$2
shift 2
if [ -r /proc/$$/stat ]; then
  read -r birth </proc/$$/stat
  read -r boot </proc/sys/kernel/random/boot_id
else
  birth=$(ps -o lstart= -p $$) boot=
fi
printf '%s\\n%s\\n%s\\n' "$$" "$boot" "$birth" >"$job/started.$turn.$$" || exit 74
ln "$job/started.$turn.$$" "$job/start.$turn" || exit 75
exec >/dev/null
{
  trap : HUP INT TERM
  "$@" <"$job/request.$turn.json" 2>&1
  code=$?
  until printf '%s\\n' "$code" >"$job/exit.new" && mv -f "$job/exit.new" "$job/exit"; do
    [ -d "$job" ] || exit
    sleep 1
  done
} | {
  while dd bs=1024 count=256 >"$job/log.2"; do
    [ -s "$job/log.2" ] || break
    mv -f "$job/log.1" "$job/log.0"
    mv -f "$job/log.2" "$job/log.1"
  done
  exec cat
}
`;
