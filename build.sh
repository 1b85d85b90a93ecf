#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# ./build.sh [TARGET] [ARGUMENTS]   or   ./build.sh --target=TARGET [--name=value ...]
#
# Sees to the tools (Debian packages, the build's .NET tool) and calls Cake; what the targets do is in build.cake.
# TARGET is demo, test, native, bindings, managed, bench, pack or clean; arguments after demo and bench go to them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 \
    DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
# No compiler or build server outlives the build: they would hold the files of a clone that is removed afterwards.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0
# A build user without a home of its own is no reason not to build.
export HOME="${HOME:-/tmp}"

target=Managed
case "${1-}" in
    -h | --help)
        sed -n '4,7s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    --target=*)
        target="${1#--target=}"
        shift
        ;;
    -* | '') ;;
    *)
        target="$1"
        shift
        ;;
esac
target="$(tr '[:upper:]' '[:lower:]' <<<"$target")"

fail() {
    echo "build.sh: $*" >&2
    # The tests' totals are the last line, even if no test could be run.
    if [ "$target" = test ]; then
        echo "0 passed, 1 failed, 0 skipped"
    fi
    exit 1
}

# What building and running takes.
packages=(g++ cmake ninja-build pkg-config libportaudio2 portaudio19-dev libjack-jackd2-dev libsndfile1-dev libvorbis-dev
    libogg-dev libsoxr-dev libasound2-dev libhwy-dev)
# What testing and measuring takes besides: test libraries, clang with its sanitizers (clang-22 for the real-time one,
# from Debian's security suite; llvm-22 puts names to the addresses they report), and real audio servers, in a virtual machine too.
test_packages=(libgtest-dev libbenchmark-dev clang-22 libclang-rt-22-dev llvm-22 jackd2 pulseaudio pulseaudio-utils
    libasound2-plugins alsa-utils qemu-system-x86 busybox-static kmod cpio)

install_packages() {
    local wanted=("${packages[@]}") missing=() package
    case "$target" in
        native) wanted+=(libgtest-dev) ;;
        bindings) wanted+=(clang-22) ;;
        test | bench) wanted+=("${test_packages[@]}") ;;
    esac
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || {
        echo "build.sh: not a Debian system; needed are the equivalents of: ${wanted[*]}"
        return 0
    }
    for package in "${wanted[@]}"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "run as root, or install: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    echo "==== installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq || fail "apt-get update failed"
    local log
    log="$(mktemp)"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o Dpkg::Use-Pty=0 "${missing[@]}" </dev/null >"$log" 2>&1 || {
        cat "$log"
        fail "apt-get install failed: ${missing[*]}"
    }
    rm -f "$log"
}

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
# Without ICU .NET refuses to start; nothing of the build depends on a culture.
if ! ldconfig -p 2>/dev/null | grep -q libicuuc; then
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
fi
[ "$target" = clean ] || install_packages
dotnet tool restore --verbosity quiet || fail "dotnet tool restore failed"

case "$target" in
    demo | bench)
        AUDIONATIVE_ARGUMENTS="$(printf '%s\n' "$@")"
        export AUDIONATIVE_ARGUMENTS
        exec dotnet cake build.cake --target="$target" --verbosity=normal
        ;;
    test)
        totals=artifacts/test-results/totals.txt
        rm -f "$totals"
        status=0
        dotnet cake build.cake --target=test --verbosity=normal "$@" || status=$?
        [ -f "$totals" ] || fail "the test run ended with $status before it could count"
        exit "$status"
        ;;
    *)
        exec dotnet cake build.cake --target="$target" --verbosity=normal "$@"
        ;;
esac
