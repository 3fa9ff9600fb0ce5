"""
What makes a shell ask RegioRules how to go on: a script for each, that a person's own settings load.

Each gives the words so far in COMP_WORDS and reads lines of a kind, a value and a help, with tabs between them: `plain`
is a value, `part` one behind which more is typed, `file` and `dir` leave it to the shell.  What goes wrong is silent.
"""

from __future__ import annotations

BASH = r"""# regiorules: completion in bash
_regiorules_complete() {
    local kind value help
    COMPREPLY=()
    while IFS=$'\t' read -r kind value help; do
        case $kind in
            plain) COMPREPLY+=("$value") ;;
            part) COMPREPLY+=("$value"); compopt -o nospace 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            dir) compopt -o plusdirs 2>/dev/null ;;
        esac
    done < <(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" COMP_BREAKS="$COMP_WORDBREAKS" \
        _REGIORULES_COMPLETE=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F _regiorules_complete regiorules 2>/dev/null || complete -F _regiorules_complete regiorules
"""

ZSH = r"""#compdef regiorules
# regiorules: completion in zsh
_regiorules() {
    local -a values parts
    local typed="${(F)words[1,CURRENT]}" line kind value help
    for line in "${(@f)$(COMP_WORDS="$typed" _REGIORULES_COMPLETE=zsh_complete $words[1] 2>/dev/null)}"; do
        kind="${line%%$'\t'*}" line="${line#*$'\t'}"
        value="${line%%$'\t'*}" help="${line#*$'\t'}"
        value="${${value//\\/\\\\}//:/\\:}${help:+:$help}"
        case $kind in
            (plain) values+=("$value") ;;
            (part) parts+=("$value") ;;
            (file) _path_files ;;
            (dir) _path_files -/ ;;
        esac
    done
    (( $#values )) && _describe -V values values -U
    (( $#parts )) && _describe -V parts parts -U -S ''
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _regiorules "$@"
else
    compdef _regiorules regiorules
fi
"""

FISH = r"""# regiorules: completion in fish
function __regiorules_complete
    set -l words (commandline -cp | string collect)
    for line in (env COMP_WORDS=$words _REGIORULES_COMPLETE=fish_complete regiorules 2>/dev/null)
        set -l parts (string split \t -- $line)
        switch "$parts[1]"
            case plain part
                printf '%s\t%s\n' $parts[2] $parts[3]
            case file
                __fish_complete_path (commandline -ct)
            case dir
                __fish_complete_directories (commandline -ct)
        end
    end
end
complete --command regiorules --no-files --arguments '(__regiorules_complete)'
"""

POWERSHELL = r"""# regiorules: completion in PowerShell
Register-ArgumentCompleter -Native -CommandName regiorules -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = $commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition }
    $words = @($before | ForEach-Object {
        $isText = $_ -is [System.Management.Automation.Language.StringConstantExpressionAst]
        if ($isText) { $_.Value } else { $_.Extent.Text }
    })
    $kept = $env:_REGIORULES_COMPLETE, $env:COMP_WORDS, [Console]::OutputEncoding
    try {
        $env:_REGIORULES_COMPLETE = 'powershell_complete'
        $env:COMP_WORDS = ($words + "$wordToComplete") -join "`n"
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        $lines = @(& regiorules 2>$null)
    } finally {
        $env:_REGIORULES_COMPLETE, $env:COMP_WORDS, [Console]::OutputEncoding = $kept
    }
    $lines | ForEach-Object {
        $kind, $value, $help = $_ -split "`t"
        if ($kind -in 'plain', 'part') {
            $tip = if ($help) { $help } else { $value }
            [System.Management.Automation.CompletionResult]::new($value, $value.Trim("'"), 'ParameterValue', $tip)
        }
    }
}
"""
