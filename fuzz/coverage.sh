#!/usr/bin/env bash
# Runs a campaign that is guided by branches taken: builds the fuzzer, instruments the assemblies of PycJit, and runs it.
# Usage: fuzz/coverage.sh [FOLDER] [more arguments of run]. Needs the tool SharpFuzz.CommandLine, which it fetches into artifacts.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=${1:-artifacts/fuzz-coverage}
shift || true
tools=artifacts/tools
binaries=artifacts/fuzz-instrumented
[ -x "$tools/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$tools"
rm -rf "$binaries"
dotnet publish fuzz -c Release -o "$binaries" -p:UseAppHost=false
for assembly in Pyc.Loader Pyc.Translation Pyc.X64 PycJit; do
    "$tools/sharpfuzz" "$binaries/$assembly.dll"
done
exec dotnet "$binaries/PycJit.Fuzz.dll" run --folder "$folder" "$@"
