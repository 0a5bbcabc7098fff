# Sourced by the scripts beside it: sets $root and $PATH, makes the environment, or ends with one sentence.
# Needs nothing but a shell and a Python 3.11 or newer.

root=$(cd "$(dirname "$0")/.." && pwd -P)

find_python() {
    new='sys.version_info >= (3, 11)'
    for test in "$new and importlib.util.find_spec('ensurepip')" "$new"; do
        for candidate in python3 python3.13 python3.12 python3.11 python3.14 "$root/.venv/bin/python"; do
            if "$candidate" -c "import sys, importlib.util; sys.exit(not ($test))" 2>/dev/null; then
                echo "$candidate"
                return
            fi
        done
    done
    echo "fairline: this needs Python 3.11 or newer, and there is none on the PATH (python3, python3.11 ... 3.14)." >&2
    return 1
}

# make_environment run|test
make_environment() {
    python=$(find_python) || exit 1
    (cd "$root" && "$python" -m scripts.environment "$1" </dev/null) || exit $?
    PATH=$root/.venv/bin:$PATH
    PYTHONPATH=$root${PYTHONPATH:+:$PYTHONPATH}
    export PATH PYTHONPATH
}

# Without a setting the data folder is the checkout's, from wherever a script is called.
find_data() {
    FAIRLINE_DATA=${FAIRLINE_DATA:-$root/var}
    FAIRLINE_DATA=$(umask 077 && mkdir -p "$FAIRLINE_DATA" && cd "$FAIRLINE_DATA" && pwd -P) || exit 1
    export FAIRLINE_DATA
}
