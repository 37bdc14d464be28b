#!/usr/bin/env bash
# faults_test.sh PROGRAM: files that are no stores, damaged ones, and those that may not be used.
source "$(dirname "$0")/facts.sh"

printf '{"_id":%d,"userId":"u%d"}\n' 1 1 2 2 3 2 >users.jsonl
for i in {1..200}; do printf '{"_id":%d,"text":"%500d"}\n' "$i" "$i"; done >many.jsonl

# What the message says, the path and a next step among it, and never SQLite's words alone.
tells() {  # TEXT...
  for text in "$@"; do
    grep -qF -- "$text" warned.txt || refute "not told: $text; told: $(head -c 600 warned.txt)"
  done
  if grep -qE '^profilestore: [^/]*: [a-z ]* \(SQLite [0-9]+\)$' warned.txt; then
    refute "SQLite's words alone: $(cat warned.txt)"
  fi
}

fact 'a file that is no store is told by its path, and left as it is, whatever the command'
echo 'name,mail' >notes.txt
cp notes.txt before.txt
for command in 'find --collection c' 'export --collection c' 'check' 'stats' 'undo 1' 'get a=1 --collection c' \
  'investigate --collection c' 'import users.jsonl --collection c --unique userId' \
  'index create --collection c --keys a' 'upsert --collection c --filter {} --update {"$set":{"a":1}}'; do
  run 1 $command --store notes.txt
  tells "$PWD/notes.txt: not a profile store; the file was not changed" '(SQLite 26' 'correct the path'
  holds cmp notes.txt before.txt
done

fact 'an empty file, a database of another program, a folder and a link are told as what they are'
: >empty.db
run 1 find --store empty.db --collection c
tells "$PWD/empty.db: not a profile store" 'It is empty'
mkdir folder
run 1 find --store folder --collection c
tells "$PWD/folder: a folder, not a profile store"
run 0 import users.jsonl --store s.db --collection c --unique userId
ln -s s.db link.db
run 1 find --store link.db --collection c
tells 'link.db: a symbolic link' 'give the path that it leads to'
run 1 import users.jsonl --store nowhere/s.db --collection c --unique userId
tells 'nowhere/s.db: its folder' 'No such file or directory' 'create the folder first'

fact 'a store that was cut off or overwritten is told as damaged, with what to do'
run 0 import many.jsonl --store damaged.db --collection c
cp damaged.db whole.db
for page in $(seq 3 $(($(stat -c %s damaged.db) / 4096 - 1))); do
  head -c 4096 /dev/zero | tr '\0' '\377' |
    dd of=damaged.db bs=4096 seek="$page" conv=notrunc status=none
done
run 1 export --store damaged.db --collection c
tells "$PWD/damaged.db: the store is damaged" '(SQLite 11' 'profilestore check' 'backup'
head -c 20000 whole.db >cut.db
run 1 find --store cut.db --collection c
tells "$PWD/cut.db: the store is damaged"

fact 'a store whose beginning was overwritten is no store any more'
cp whole.db gone.db
printf 'x' | dd of=gone.db conv=notrunc status=none
run 1 find --store gone.db --collection c
tells 'a store whose beginning was overwritten' 'restore a backup'

fact 'a failure is told as JSON, too'
run 1 find --store notes.txt --collection c --json
holds grep -q '"codeName":"NotAStore","message":"[^"]*/notes.txt: not a profile store' said.txt

other=()
if [[ $(id -u) -eq 0 ]]; then other=(setpriv --reuid=65534 --regid=65534 --clear-groups); fi
as_other() {  # STATUS ARGUMENT...: as a user who owns nothing here
  local expected=$1 status=0
  shift
  "${other[@]}" "$program" "$@" >said.txt 2>warned.txt || status=$?
  [[ $status -eq $expected ]] || refute "exit status $status: $(head -c 600 warned.txt)"
}
if [[ $(id -u) -ne 0 ]] || "${other[@]}" "$program" --version >/dev/null 2>&1; then
  fact 'a store that may not be written or read, and one whose folder may not, are told so'
  mkdir -m 755 closed
  cp s.db closed/s.db
  chmod 755 .
  chmod 444 closed/s.db
  chmod 555 closed
  : >said.txt; : >warned.txt; chmod 666 said.txt warned.txt
  as_other 1 upsert --store closed/s.db --collection c --filter '{"_id":1}' --update '{"$set":{"a":1}}'
  tells "$PWD/closed/s.db: " 'writable for this user' '(SQLite '
  as_other 1 import users.jsonl --store closed/new.db --collection c
  tells "$PWD/closed/new.db: creating the store: Permission denied; nothing was done"
  chmod 755 closed
  chmod 000 closed/s.db
  as_other 1 find --store closed/s.db --collection c
  tells "$PWD/closed/s.db: " 'cannot be opened (Permission denied)' '(SQLite 14'
  chmod 644 closed/s.db
  chmod 000 closed
  if [[ $(id -u) -eq 0 ]]; then
    as_other 1 find --store closed/s.db --collection c
    tells 'closed/s.db' 'Permission denied'
  fi
  chmod 755 closed
fi

finish
