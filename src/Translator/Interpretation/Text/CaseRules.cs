namespace Pyc.Translation.Interpretation;

/// <summary>Which letters have a case, and what becomes of them.</summary>
/// <param name="IsAscii">Whether only ASCII has letters.</param>
/// <param name="IsFull">Whether a letter may become several.</param>
/// <param name="CapitalisesToTitle">Whether <c>capitalize</c> makes the first letter a title letter, not a capital.</param>
internal readonly record struct CaseRules(bool IsAscii, bool IsFull, bool CapitalisesToTitle)
{
    /// <summary>The rules of a version.</summary>
    public static CaseRules Of(PythonRuntime runtime, bool isAscii) =>
        new(isAscii, runtime.Semantics.Text.HasFullCaseMapping, runtime.Semantics.Text.CapitalisesToTitle);
}
