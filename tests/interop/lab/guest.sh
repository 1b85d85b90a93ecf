#!/bin/bash
# SPDX-License-Identifier: MIT
#
# What the guest does: run the guest program once per scenario, each in a process of its own, so that one that
# hangs or crashes leaves the others' results. GUEST_PROGRAM is set by the line the tests put before this one.
set -u
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root JACK_NO_AUDIO_RESERVATION=1
export DOTNET_TieredPGO=0 DOTNET_NOLOGO=1 TMPDIR=/run/lab
results=/share/results
mkdir -p "$results" "$TMPDIR"
cd "$TMPDIR"

# Recordings go to the RAM disk first: the shared folder stalls for as long as the host likes.
scenario() {
    local name=$1
    shift
    timeout --kill-after=5 120 dotnet "$GUEST_PROGRAM" "$@" > "$results/$name.log" 2>&1
    echo $? > "$results/$name.rc"
    cp "$TMPDIR/$name".* "$results/" 2> /dev/null
    rm -f "$TMPDIR/$name".*
    # How long it took us (the guest's clock), for whoever wonders where the time goes.
    echo "$name: $(cut -d' ' -f1 /proc/uptime) s after boot"
}

jackd -n lab -R -P 80 -p 64 -L 2 -d dummy -r 48000 -p 64 > "$results/jackd.log" 2>&1 &
jack=$!
jack_wait -s lab -w -t 60 > /dev/null 2>&1
export JACK_DEFAULT_SERVER=lab
scenario engine-jack engine-jack "$TMPDIR/engine-jack"
scenario managed-jack managed-jack "$TMPDIR/managed-jack"
unset JACK_DEFAULT_SERVER
kill $jack
wait $jack

scenario engine-alsa engine-alsa "$TMPDIR/engine-alsa"
scenario busy busy
scenario silent silent
scenario unplug unplug
