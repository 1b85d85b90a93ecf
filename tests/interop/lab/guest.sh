#!/bin/bash
# SPDX-License-Identifier: MIT
#
# What the guest does: run the guest program once per scenario, each in a process of its own, so that one that
# hangs or crashes leaves the others' results. GUEST_PROGRAM is set by the line the tests put before this one.
#
# The guest's time runs ahead whenever it waits for the host's files: a millisecond there can be a minute here. So all
# that is run is in RAM before the first scenario begins, and no limit in here is meant to be short.
set -u
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root JACK_NO_AUDIO_RESERVATION=1
ram=/run/lab
results=/share/results
mkdir -p "$results" "$ram/dotnet" "$ram/out"
cd "$ram" || exit 1

host=$(dirname "$(readlink -f "$(command -v dotnet)")")
cp -r "$host/dotnet" "$host/host" "$ram/dotnet/"
mkdir -p "$ram/dotnet/shared"
cp -r "$host/shared/Microsoft.NETCore.App" "$ram/dotnet/shared/"
cp -r "$(dirname "$GUEST_PROGRAM")" "$ram/program"
program=$ram/program/$(basename "$GUEST_PROGRAM")
# The libraries' pages, read once, stay in the page cache.
ldd "$ram"/program/*.so "$ram"/dotnet/shared/Microsoft.NETCore.App/*/*.so 2> /dev/null |
    awk '/=> \// { print $3 }' | sort -u | xargs cat /usr/bin/jackd /usr/lib/*/jack/*.so > /dev/null

export DOTNET_ROOT=$ram/dotnet DOTNET_TieredPGO=0 DOTNET_EnableDiagnostics=0 TMPDIR=$ram/out
export AUDIONATIVE_TEST_PATIENCE=1800
echo "everything is in RAM: $(cut -d' ' -f1 /proc/uptime) s after boot"

scenario() {
    local name=$1
    shift
    timeout --kill-after=60 3600 "$ram/dotnet/dotnet" "$program" "$@" > "$ram/out/$name.log" 2>&1
    echo $? > "$results/$name.rc"
    cp "$ram/out/$name".* "$results/"
    rm -f "$ram/out/$name".*
    # How long it took (by the guest's clock), for whoever wonders where the time goes.
    echo "$name: $(cut -d' ' -f1 /proc/uptime) s after boot"
}

jackd -n lab -R -P 80 -p 64 -L 2 -d dummy -r 48000 -p 64 > "$ram/jackd.log" 2>&1 &
jack=$!
jack_wait -s lab -w -t 600 > /dev/null 2>&1
export JACK_DEFAULT_SERVER=lab
scenario engine-jack engine-jack "$ram/out/engine-jack"
scenario managed-jack managed-jack "$ram/out/managed-jack"
unset JACK_DEFAULT_SERVER
kill $jack
wait $jack
cp "$ram/jackd.log" "$results/"

scenario engine-alsa engine-alsa "$ram/out/engine-alsa"
scenario busy busy
scenario silent silent
scenario unplug unplug
