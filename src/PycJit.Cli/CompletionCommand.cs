using System.CommandLine;
using Pyc.Cli.Completion;

namespace Pyc.Cli;

/// <summary><c>pycjit completion</c>: what a shell is to be told so that it completes command lines; <c>pycjit complete</c>: what it asks then.</summary>
internal static class CompletionCommand
{
    /// <summary>The command that prints the script.</summary>
    public static Command Create(CommandContext context)
    {
        var names = Scripts.All.Select(script => script.Shell).ToList();
        var shell = new Argument<string>("SHELL") { Description = $"Which shell: {string.Join(", ", names.SkipLast(1))} or {names[^1]}.", HelpName = "SHELL" };
        shell.CompletionSources.Add([.. names]);
        var command = new Command("completion", "Print a script that makes a shell complete commands, options, files and functions.") { shell };
        command.SetAction(result =>
        {
            var script = Scripts.All.FirstOrDefault(script => script.Shell == result.GetRequiredValue(shell)).Script
                ?? throw new CommandException(
                    ExitCode.Usage, $"completion is there for {string.Join(", ", names.SkipLast(1))} and {names[^1]}, not for '{result.GetRequiredValue(shell)}'");
            context.Terminal.Output.WriteLine(script.ReplaceLineEndings("\n"));
            return (int)ExitCode.Success;
        });
        context.Examples[command] = """
            eval "$(pycjit completion bash)"                        in ~/.bashrc
            source <(pycjit completion zsh)                         in ~/.zshrc, behind compinit
            pycjit completion fish | source                         in ~/.config/fish/config.fish
            pycjit completion pwsh | Out-String | Invoke-Expression in $PROFILE
            """;
        return command;
    }

    /// <summary>The command that the scripts call.</summary>
    public static Command CreateComplete(CommandContext context, RootCommand root, ParserConfiguration parsing)
    {
        var words = new Argument<string[]>("WORDS") { Description = "The words up to the cursor.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("complete", "Complete the last word.") { words };
        command.Hidden = true;
        command.SetAction(result =>
        {
            foreach (var suggestion in Suggestions.Of(root, parsing, result.GetValue(words) ?? []))
                context.Terminal.Output.WriteLine(suggestion);
            return (int)ExitCode.Success;
        });
        context.Examples[command] = "pycjit complete -- run straight.pyc fo";
        return command;
    }
}
