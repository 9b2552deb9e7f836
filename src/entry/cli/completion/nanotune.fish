# Completion of nanotune for fish. In ~/.config/fish/config.fish:
#   nanotune completion fish | source
function __nanotune_complete
    set -l tokens (commandline --tokenize --cut-at-cursor --current-process)
    set -l typed (commandline --current-token --cut-at-cursor)
    set -l before (string match --regex -- '^--[^=]*=' $typed)
    set -l path (string replace --regex -- '^--[^=]*=' '' $typed)
    for line in (nanotune __complete $tokens[2..-1] "$typed" 2>/dev/null)
        switch $line
            case ':folders'
                printf '%s\n' "$before"(__fish_complete_directories "$path")
            case ':files*'
                set -l endings (string split --no-empty ' ' -- (string replace ':files' '' -- $line))
                set -l paths (complete --do-complete "__fish_command_without_completions $path")
                set -l fitting (string match --entire --regex -- '(?:/|\.(?:'(string join '|' $endings)'))(?:\t|$)' $paths)
                if test (count $endings) -gt 0 -a (count $fitting) -gt 0
                    printf '%s\n' "$before"$fitting
                else
                    printf '%s\n' "$before"$paths
                end
            case '*'
                printf '%s\n' $line
        end
    end
end
complete --command nanotune --no-files --arguments '(__nanotune_complete)'
