#!/bin/sh
# Compiles the samples' modules with the CPythons 2.7, 3.8 and 3.13 that pyenv has, to pyc/<version>/ beside the source.
cd "$(dirname "$0")" || exit 1
for version in 2.7 3.8 3.13; do
    full=$(pyenv versions --bare | grep "^$version\." | tail -1)
    for source in OptionPricing/pricing.py Scoring/credit.py Geometry/geometry.py ImageFilter/filters.py; do
        name=$(basename "$source" .py)
        folder=$(dirname "$source")/pyc/$version
        mkdir -p "$folder"
        touch -d @1500000000 "$source"
        PYENV_VERSION=$full python -c "import py_compile, sys; py_compile.compile(*sys.argv[1:], doraise=True)" \
            "$source" "$folder/$name.pyc" "$name.py" || exit 1
    done
done

# Two versions of one module, of which the second takes the place of the first while the program runs.
for version in v1 v2; do
    source=Embedding/$version/shipping.py
    touch -d @1500000000 "$source"
    PYENV_VERSION=$(pyenv versions --bare | grep "^3.13\." | tail -1) python -c \
        "import py_compile, sys; py_compile.compile(*sys.argv[1:], doraise=True)" "$source" "Embedding/$version/shipping.pyc" shipping.py || exit 1
done
