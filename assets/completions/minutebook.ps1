# Completions of minutebook for PowerShell. The program itself says what can be typed; what it prints is quoted for the line.
Register-ArgumentCompleter -Native -CommandName minutebook -ScriptBlock {
    param($word, $tree, $cursor)
    $typed = @($tree.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
    & minutebook complete powershell '--' @typed "$word" 2>$null | ForEach-Object {
        $quoted, $shown, $about = $_ -split "`t", 3
        if (-not $about) { $about = $shown }
        [System.Management.Automation.CompletionResult]::new($quoted, $shown, 'ParameterValue', $about)
    }
}
