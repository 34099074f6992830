#!/bin/sh
# Records what the functions of the samples return in the CPythons 2.7, 3.8 and 3.13 that pyenv has.
cd "$(dirname "$0")" || exit 1
for version in 2.7 3.8 3.13; do
    PYENV_VERSION=$(pyenv versions --bare | grep "^$version\." | tail -1)
    export PYENV_VERSION
    python -B record.py || exit 1
    python -B record_filters.py ../../../samples/ImageFilter/pyc/$version/filters.pyc > $version/filters.jsonl || exit 1
done
