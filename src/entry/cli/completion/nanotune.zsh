#compdef nanotune
# Completion of nanotune for zsh. In ~/.zshrc:
#   source <(nanotune completion zsh)
_nanotune() {
  local line endings
  local -a offered
  # Words as nanotune would get them, without quotes; the last one up to the cursor.
  local -a line_words=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
  for line in "${(@f)$(nanotune __complete "${(@)line_words}" 2> /dev/null)}"; do
    case $line in
      :folders)
        compset -P '--*='
        _files -/
        return
        ;;
      :files*)
        compset -P '--*='
        endings=${${line#:files}# }
        if [[ -z $endings ]]; then _files; else _files -g "*.(${endings// /|})(-.)"; fi
        return
        ;;
      ?*)
        # _describe parts word and summary at the first colon that stands alone.
        offered+=("${${line%%$'\t'*}//:/\\:}${${(M)line%$'\t'*}/$'\t'/:}")
        ;;
    esac
  done
  (( $#offered )) && _describe -V nanotune offered
}
if [[ ${funcstack[1]} == _nanotune ]]; then
  _nanotune "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i -D; }
  compdef _nanotune nanotune
fi
