#!/bin/sh
# Runs a compiler and appends a line to a file: its seconds of a core, user and system, and what it
# made. Usage: sh timed.sh FILE COMMAND...
file=$1
shift
"$@"
status=$?
made=
previous=
for word in "$@"; do
  if [ "$previous" = -o ]; then made=$word; fi
  previous=$word
done
times > "$file.$$"
{ read -r _; read -r spent; } < "$file.$$"
rm -f "$file.$$"
if [ -n "$made" ]; then echo "$spent $made" >> "$file"; fi
exit $status
