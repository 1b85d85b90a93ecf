#!/bin/bash
# SPDX-License-Identifier: MIT
#
# Makes the lab's kernel and initial RAM disk: Debian's stock kernel with the sound modules this machine may lack.
#
#   build-lab.sh [DIRECTORY]     default: $AUDIONATIVE_LAB_DIR, else build/lab in the repository
#
# DIRECTORY then holds vmlinuz and initrd.gz. The kernel package (70 MB) is fetched once with apt-get download,
# which installs nothing; a second run with the same module list and guest-init ends at once.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
lab=${1:-${AUDIONATIVE_LAB_DIR:-$here/../../../build/lab}}
mkdir -p "$lab"
lab=$(cd "$lab" && pwd)
export PATH=$PATH:/usr/sbin:/sbin # depmod and modprobe live there

fail() { echo "build-lab: $*" >&2; exit 1; }

missing=()
for pair in qemu-system-x86_64:qemu-system-x86 busybox:busybox-static depmod:kmod cpio:cpio dpkg-deb:dpkg apt-get:apt; do
    command -v "${pair%%:*}" > /dev/null || missing+=("${pair#*:}")
done
[ ${#missing[@]} -eq 0 ] || fail "missing: apt-get install --no-install-recommends ${missing[*]}"

# One run at a time: two test processes may ask for the lab at once.
exec 9> "$lab/lock"
flock 9

stamp=$(cat "$here/build-lab.sh" "$here/guest-init" | sha256sum | cut -d' ' -f1)
if [ "$(cat "$lab/stamp" 2> /dev/null || true)" = "$stamp" ] && [ -s "$lab/vmlinuz" ] && [ -s "$lab/initrd.gz" ]; then
    exit 0
fi
rm -f "$lab/stamp"

# Virtual hardware first, then what the guest's root needs, then sound: aloop connects hw:0,0 with hw:0,1, dummy is
# a card without a loop, the rest is for MIDI and for plugging a USB device in and out.
modules="virtio_pci 9pnet_virtio 9p overlay
         snd-aloop snd-dummy snd-hrtimer snd-seq snd-seq-dummy snd-seq-midi snd-virmidi
         snd-usb-audio dummy_hcd libcomposite usb_f_midi"

fetch_kernel() {
    mkdir -p "$lab/download"
    compgen -G "$lab/download/linux-image-*.deb" > /dev/null && return
    package=$(apt-cache depends linux-image-amd64 2> /dev/null | awk '/Depends:/ { print $2; exit }')
    if [ -z "$package" ]; then
        apt-get update > "$lab/apt.log" 2>&1 || fail "apt-get update failed: $(tail -n 1 "$lab/apt.log")"
        package=$(apt-cache depends linux-image-amd64 | awk '/Depends:/ { print $2; exit }')
        [ -n "$package" ] || fail "no package linux-image-amd64 in apt's sources: the lab needs Debian's"
    fi
    # Package lists age; a version that has left the archive is found again after an update.
    (cd "$lab/download" && { apt-get download "$package" || { apt-get update && apt-get download "$package"; }; }) \
        > "$lab/apt.log" 2>&1 || fail "cannot download $package: $(tail -n 1 "$lab/apt.log")"
}

fetch_kernel
work=$lab/work
rm -rf "$work"
mkdir -p "$work/kernel" "$work/root"
dpkg-deb -x "$(compgen -G "$lab/download/linux-image-*.deb" | head -n 1)" "$work/kernel"
version=$(basename "$work"/kernel/lib/modules/*)
depmod -b "$work/kernel" "$version"

root=$work/root
mkdir -p "$root"/{bin,proc,sys,dev,mnt,new,up} "$root/lib/modules/$version"
cp "$(command -v busybox)" "$root/bin/busybox"
"$root/bin/busybox" --list | grep -qx modprobe || fail "this busybox has no modprobe: install busybox-static"
for module in $modules; do
    modprobe -d "$work/kernel" -S "$version" --show-depends "$module" | awk '/^insmod/ { print $2 }'
done | sort -u | while read -r file; do
    install -D -m 644 "$file" "$root/${file#"$work/kernel/"}"
done
cp "$work/kernel/lib/modules/$version"/modules.{order,builtin,builtin.modinfo} "$root/lib/modules/$version/"
depmod -b "$root" "$version"
install -m 755 "$here/guest-init" "$root/init"

(cd "$root" && find . | cpio --quiet -o -H newc | gzip -1) > "$lab/initrd.gz"
cp "$work"/kernel/boot/vmlinuz-* "$lab/vmlinuz"
rm -rf "$work"
echo "$stamp" > "$lab/stamp"
