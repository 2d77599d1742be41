# Completions of minutebook for fish. The program itself says what can be typed; fish quotes it for the line.
function __minutebook_complete
    set -l typed (commandline -opc)
    command minutebook complete fish -- $typed[2..-1] (commandline -ct | string collect --allow-empty) 2>/dev/null </dev/null
end
complete -c minutebook -f -a '(__minutebook_complete)'
