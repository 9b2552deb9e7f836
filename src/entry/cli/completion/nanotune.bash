# Completion of nanotune for bash 4.4 or later. In ~/.bashrc:
#   source <(nanotune completion bash)
_nanotune() {
  # bash cuts words at = and : too; these are the words that nanotune would get.
  local rest=${COMP_LINE:0:COMP_POINT} blanks piece at
  local -a words=()
  for ((at = 0; at <= COMP_CWORD; at++)); do
    blanks=${rest%%[![:blank:]]*}
    rest=${rest#"$blanks"}
    piece=${COMP_WORDS[at]}
    if ((at == COMP_CWORD)); then piece=$rest; fi
    if ((at == 0)) || [[ -n $blanks ]]; then words+=("$piece"); else words[-1]+=$piece; fi
    rest=${rest#"$piece"}
  done

  # What bash keeps of the last word, and what it replaces.
  local typed=${words[-1]} kept="" breaks=""
  if [[ $COMP_WORDBREAKS == *=* ]]; then breaks+="="; fi
  if [[ $COMP_WORDBREAKS == *:* ]]; then breaks+=":"; fi
  if [[ -n $breaks ]]; then kept=${typed%"${typed##*["$breaks"]}"}; fi

  local line endings="" path
  local tail=${typed#"$kept"}
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :folders)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$tail")
        return
        ;;
      :files*)
        # No match leaves it to bash's own completion of files.
        compopt -o filenames -o default
        endings=${line#:files}
        while IFS= read -r path; do
          if [[ -d ${path/#"~/"/"$HOME/"} || " ${endings} " == *" ${path##*.} "* ]]; then COMPREPLY+=("$path"); fi
        done < <(if [[ -n $endings ]]; then compgen -f -- "$tail"; fi)
        return
        ;;
      *)
        line=${line%%$'\t'*}
        if [[ $line == "$typed"* ]]; then COMPREPLY+=("${line#"$kept"}"); fi
        ;;
    esac
  done < <(nanotune __complete "${words[@]:1}" 2> /dev/null)
}
complete -F _nanotune nanotune
