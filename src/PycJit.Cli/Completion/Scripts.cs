namespace Pyc.Cli.Completion;

/// <summary>What shells are to be told, so that they ask <c>pycjit complete</c>.</summary>
internal static class Scripts
{
    /// <summary>The shells, and the script of each.</summary>
    public static IReadOnlyList<(string Shell, string Script)> All { get; } =
    [
        ("bash", """
            # pycjit in bash: eval "$(pycjit completion bash)", in ~/.bashrc for good.
            _pycjit() {
                local word
                COMPREPLY=()
                while IFS= read -r word; do
                    COMPREPLY+=("$(printf '%q' "$word")")
                done < <(pycjit complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
                if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]]; then
                    compopt -o nospace
                fi
            }
            complete -F _pycjit pycjit
            """),
        ("zsh", """
            #compdef pycjit
            # pycjit in zsh: source <(pycjit completion zsh), in ~/.zshrc, behind compinit, for good.
            _pycjit() {
                local word
                for word in "${(@f)$(pycjit complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
                    case $word in
                        '') ;;
                        */) compadd -S '' -- "$word" ;;
                        *) compadd -- "$word" ;;
                    esac
                done
            }
            compdef _pycjit pycjit
            """),
        ("fish", """
            # pycjit in fish: pycjit completion fish | source, in ~/.config/fish/config.fish for good.
            function __pycjit_complete
                set -l words (commandline -opc) (commandline -ct)
                pycjit complete -- $words[2..] 2>/dev/null
            end
            complete --command pycjit --no-files --arguments '(__pycjit_complete)'
            """),
        ("pwsh", """
            # pycjit in PowerShell: pycjit completion pwsh | Out-String | Invoke-Expression, in $PROFILE for good.
            Register-ArgumentCompleter -Native -CommandName pycjit -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
                    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
                pycjit complete -- @words "$wordToComplete" 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """),
    ];
}
