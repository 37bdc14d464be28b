# tell.sh: the tables of operations that the tests of exec share; sourced after facts.sh.
#
# The store goes through a table from top to bottom: `#` a fact, `>` a line in, `<` its answer.
tell() {  # STORE OPTION...: reads a table
  local line
  : >operations.jsonl
  : >expected.jsonl
  while IFS= read -r line; do
    case $line in
      '#'*) fact "${line#'# '}" ;;
      '>'*) printf '%s\n' "${line:2}" >>operations.jsonl ;;
      '<'*) printf '%s\n' "${line:2}" >>expected.jsonl ;;
    esac
  done
  run 0 exec --store "$@" <operations.jsonl
  warned ''
  if ! cmp -s expected.jsonl said.txt; then
    fact='the answers are as the table has them'
    refute "$(diff expected.jsonl said.txt)"
  fi
}
