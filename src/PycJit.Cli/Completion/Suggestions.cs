using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace Pyc.Cli.Completion;

/// <summary>What may stand at the end of a command line that is being typed.</summary>
internal static class Suggestions
{
    /// <summary>Completes the last word.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="parsing">How command lines are parsed.</param>
    /// <param name="words">The words behind <c>pycjit</c>, up to the cursor; the last may be empty.</param>
    public static IEnumerable<string> Of(RootCommand root, ParserConfiguration parsing, IReadOnlyList<string> words)
    {
        var word = words.Count > 0 ? words[^1] : "";
        var before = root.Parse([.. words.SkipLast(1)], parsing);
        return Candidates(before, root.Parse(words, parsing), word)
            .Where(candidate => candidate.StartsWith(word, StringComparison.Ordinal) && Printable.Line(candidate) == candidate)
            .Distinct().Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Candidates(ParseResult before, ParseResult all, string word)
    {
        var result = before.CommandResult;
        var context = all.GetCompletionContext();
        // An option whose value is missing wants that and nothing else.
        if (before.Tokens is [.., { Type: TokenType.Option } last]
            && OptionOf(result, last.Value) is { Arity.MinimumNumberOfValues: > 0 } open)
            return Labels(open.GetCompletions(context));
        if (word.StartsWith('-'))
            return OptionsOf(result).Where(option => !option.Hidden && (option.Recursive || result.Command.Options.Contains(option))).Select(option => option.Name);
        if (result.Command is RootCommand)
            return result.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name);
        var next = result.Command.Arguments.FirstOrDefault(
            argument => (result.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MaximumNumberOfValues);
        return next is null ? [] : Labels(next.GetCompletions(context));
    }

    private static Option? OptionOf(CommandResult result, string name) =>
        OptionsOf(result).FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    private static IEnumerable<Option> OptionsOf(CommandResult result) =>
        result.Parent is CommandResult parent ? result.Command.Options.Concat(OptionsOf(parent)) : result.Command.Options;

    private static IEnumerable<string> Labels(IEnumerable<CompletionItem> items) => items.Select(item => item.InsertText ?? item.Label);
}
