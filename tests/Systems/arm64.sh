#!/usr/bin/env bash
# Runs tests on Linux on Arm64, in place of which qemu-user stands: the assemblies that `dotnet build -c Release` made, in a process with
# the .NET of linux-arm64. Native code is for x86-64, so everything is interpreted there.
#   tests/Systems/arm64.sh [PROJECT FILTER]
# Needs: apt-get install qemu-user-static libc6-arm64-cross libstdc++6-arm64-cross. The exit code is 3 where these are not there.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
systems=$PWD/artifacts/systems
if ! command -v qemu-aarch64-static >/dev/null || [ ! -e /usr/aarch64-linux-gnu/lib/libstdc++.so.6 ]; then
    echo "qemu-aarch64-static and the libraries of Arm64 are not there, so nothing was run."
    exit 3
fi
dotnet publish tests/Systems/Runner -c Release -r linux-arm64 --self-contained -o "$systems/linux-arm64" -v quiet || exit 3

status=0

# run PROJECT FILTER
run() {
    echo "Arm64: $1"
    TEST_ASSEMBLY=$PWD/tests/$1/bin/Release/net10.0/$1.dll qemu-aarch64-static -L /usr/aarch64-linux-gnu "$systems/linux-arm64/Runner" \
        --progress off --filter "$2" </dev/null 2>&1 | grep -E '^failed|^  (total|failed|succeeded|skipped|duration):'
    [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
}

if [ $# -eq 2 ]; then
    run "$1" "$2"
else
    run PycJit.Cli.Tests "FullyQualifiedName~ProcessorTests"
    run Differential "FullyQualifiedName~EveryPublicCallTests.In_the_interpreter_only&(FullyQualifiedName~straight|FullyQualifiedName~loops|FullyQualifiedName~floats)"
fi
exit "$status"
