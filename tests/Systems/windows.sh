#!/usr/bin/env bash
# Runs tests on Windows x64, in place of which Wine stands: the assemblies that `dotnet build -c Release` made, in a process with the
# .NET of win-x64.
#   tests/Systems/windows.sh [REPORTS [PROJECT [FILTER]]]
# REPORTS is the folder for the reports (artifacts/systems/reports). Without PROJECT it runs the set that .ci/run does; `all` stands for
# all projects that can run there. The exit code is 0 when all passed, 1 when a test failed, 3 when Windows is not to be had here.
#
# Wine 10 at least: in 8.0 NtFlushProcessWriteBuffers does nothing, and .NET, which stops its threads by it for a collection, hangs or
# ends with "Internal CLR error". Where Wine is older or not there, Debian 13's is unpacked below artifacts/ and run in a root of its own,
# for which it takes root, dpkg, apt and unshare.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
repository=$PWD
systems=$repository/artifacts/systems
reports=${1:-$systems/reports}
export WINEPREFIX=$systems/wine-prefix WINEDEBUG=-all DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# No window is opened and no debugger started: where something is missing, either would start the other without end.
export WINEDLLOVERRIDES="winedbg.exe=d;explorer.exe=d;mshtml="

is_new_enough() {
    local version
    version=$("$@" --version 2>/dev/null | grep -o 'wine-[0-9]*' | head -n 1)
    [ "${version#wine-}" -ge 10 ] 2>/dev/null
}

# Runs Wine of Debian 13 in its root: with processes of its own, which end with it and are 400 at most, where the system counts them for
# a namespace alone (Linux 6.14).
in_root() {
    unshare --mount --pid --fork --kill-child=KILL bash -c '
        root=$0 && repository=$1 && shift
        mount -t proc proc "$root/proc" || exit
        [ "$(printf "6.14\n%s\n" "$(uname -r)" | sort -V | head -n 1)" != 6.14 ] || echo 400 > "$root/proc/sys/kernel/pid_max"
        mount --rbind /dev "$root/dev" && mount --rbind /sys "$root/sys" && mount --bind "$repository" "$root$repository" &&
            HOME=/root WINESERVER=/usr/lib/wine/wineserver64 exec chroot "$root" /usr/lib/wine/wine64 "$@"' "$systems/wine-root" "$repository" "$@"
}

unpack_wine() {
    local root=$systems/wine-root apt=$systems/wine-apt packages
    [ -e "$root/ready" ] && return
    rm -rf "$root" "$apt"
    mkdir -p "$root"/{proc,dev,sys,tmp,root} "$root$repository" "$apt"/{lists/partial,cache/archives/partial,packages}
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main" > "$apt/sources.list"
    local options=(-q -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$apt/lists"
        -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none)
    packages=$(printf '%s/trixie ' wine64 libwine libc6 libunwind8 liblzma5 libgcc-s1 zlib1g libz-mingw-w64)
    apt-get "${options[@]}" update >/dev/null 2>&1 || return 1
    # shellcheck disable=SC2086
    (cd "$apt/packages" && apt-get "${options[@]}" download $packages >/dev/null 2>&1) || return 1
    for package in "$apt"/packages/*.deb; do
        dpkg -x "$package" "$root" || return 1
    done
    for folder in bin lib lib64; do
        [ -e "$root/$folder" ] || ln -s "usr/$folder" "$root/$folder"
    done
    rm -rf "$apt"
    touch "$root/ready"
}

if is_new_enough wine; then
    windows=(wine)
elif [ "$(id -u)" -eq 0 ] && command -v apt-get dpkg unshare chroot >/dev/null && unshare --mount --pid --fork true 2>/dev/null && unpack_wine; then
    windows=(in_root)
    # A library of Wine's user32, which Debian packs apart and Wine looks for in the system's folder.
    mkdir -p "$WINEPREFIX/drive_c/windows/system32"
    cp "$systems/wine-root/usr/x86_64-w64-mingw32/lib/zlib1.dll" "$WINEPREFIX/drive_c/windows/system32/"
else
    echo "Wine 10 is not to be had, so nothing was run on Windows."
    exit 3
fi

dotnet publish tests/Systems/Runner -c Release -r win-x64 --self-contained -o "$systems/win-x64" -v quiet || exit 3
[ -e "$WINEPREFIX/system.reg" ] || "${windows[@]}" wineboot --init </dev/null >/dev/null 2>&1
status=0

# run PROJECT SECONDS [FILTER]: what takes longer has failed.
run() {
    local project=$1 seconds=$2 filter=() report
    [ $# -lt 3 ] || filter=(--filter "$3")
    report=Windows.$project.trx
    rm -f "$reports/$report"
    export TEST_ASSEMBLY=$repository/tests/$project/bin/Release/net10.0/$project.dll
    if [ ! -f "$TEST_ASSEMBLY" ]; then
        echo "$project is not built."
        status=1
        return
    fi
    echo "Windows: $project"
    "${windows[@]}" "$systems/win-x64/Runner.exe" --progress off --timeout "${seconds}s" --report-trx --report-trx-filename "$report" \
        --results-directory "Z:${reports//\//\\}" "${filter[@]}" </dev/null 2>&1 | tr -d '\r' |
        grep -E '^failed|^  (total|failed|succeeded|skipped|duration):|^Fatal|^System\.'
    [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
}

fixtures="FullyQualifiedName~straight|FullyQualifiedName~loops|FullyQualifiedName~floats|FullyQualifiedName~calls|FullyQualifiedName~arrays"
case "${2:-}" in
    "")
        run NativeMemory.Tests 120
        run X64Assembler.Tests 120 "FullyQualifiedName~ConventionTests|FullyQualifiedName~CallTests"
        run Differential 240 "FullyQualifiedName~EveryPublicCallTests&($fixtures)"
        ;;
    all)
        run NativeMemory.Tests 120
        run X64Assembler.Tests 900
        run PycJit.Tests 900
        run Differential 1800 "FullyQualifiedName~EveryPublicCallTests|FullyQualifiedName~EveryInterpretedCallTests|FullyQualifiedName~BoundaryTests"
        ;;
    *) run "$2" 1800 "${@:3}" ;;
esac
exit "$status"
