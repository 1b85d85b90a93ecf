#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Boots the lab guest, runs SHARE/guest.sh in it and ends with that script's exit status.
#
#   run-lab.sh SHARE [LAB]       LAB: where build-lab.sh put its work, same default
#
# SHARE is /share in the guest, writable; its root is this machine's file system, read-only beneath a RAM overlay, so
# every package and build output is there. Left in SHARE: guest.out, guest.rc, console.log.
#
# The guest's clock counts instructions (-icount shift=1: one is 2 ns), so neither host load nor a stalled host
# can make it miss a deadline: a late callback in there is the program's own doing. It stays plain emulation (TCG)
# on one virtual CPU for the same reason. When the guest idles, its time runs ahead of ours.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
share=$(cd "${1:?usage: run-lab.sh SHARE [LAB]}" && pwd) || exit 98
lab=${2:-${AUDIONATIVE_LAB_DIR:-$here/../../../build/lab}}
[ -f "$share/guest.sh" ] || { echo "run-lab: no guest.sh in $share" >&2; exit 98; }
[ -s "$lab/vmlinuz" ] && [ -s "$lab/initrd.gz" ] || { echo "run-lab: nothing in $lab: run build-lab.sh first" >&2; exit 98; }

rm -f "$share"/guest.{out,rc}
timeout --kill-after=5 "${LAB_TIMEOUT:-300}" \
    qemu-system-x86_64 -nodefaults -no-user-config -nographic -serial stdio \
    -machine q35,accel=tcg -cpu max -smp 1 -m "${LAB_MEMORY:-1536}" -nic none -no-reboot \
    -icount shift=1,sleep=off \
    -kernel "$lab/vmlinuz" -initrd "$lab/initrd.gz" -append "console=ttyS0 quiet panic=-1" \
    -virtfs local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap \
    -virtfs local,path="$share",mount_tag=share,security_model=none \
    < /dev/null > "$share/console.log" 2>&1
status=$?
if [ ! -s "$share/guest.rc" ]; then
    echo "run-lab: the guest did not finish (qemu ended with $status; 124 is the time limit):" >&2
    tail -n 20 "$share/console.log" >&2
    exit 97
fi
exit "$(cat "$share/guest.rc")"
