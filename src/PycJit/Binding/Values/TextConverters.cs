using System.Text;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding.Values;

/// <summary>Strings; null is None.</summary>
/// <remarks>
/// In Python 2 text of ASCII becomes a <c>str</c> and all other text a <c>unicode</c>; a <c>str</c> that comes back has a character for
/// each of its bytes.
/// </remarks>
internal sealed class StringConverter : ValueConverter<string?>
{
    public override PyValue ToPython(Marshalling marshalling, string? value) =>
        value is null ? PyValue.None : new PyStr(value, isUnicode: marshalling.Runtime.Version.Major == 2 && !Ascii.IsValid(value));

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out string? result)
    {
        result = value.As<PyStr>()?.Value;
        return result is not null || value.IsNone || marshalling.Fail(FailureKind.Type, value, typeof(string));
    }
}

/// <summary>Characters: strings of one UTF-16 unit.</summary>
internal sealed class CharConverter : ValueConverter<char>
{
    private static readonly StringConverter s_strings = new();

    public override PyValue ToPython(Marshalling marshalling, char value) => s_strings.ToPython(marshalling, value.ToString());

    public override bool TryFromPython(Marshalling marshalling, PyValue value, out char result)
    {
        result = '\0';
        if (value.As<PyStr>()?.Value is not [var only])
            return marshalling.Fail(FailureKind.Type, value, typeof(char));
        result = only;
        return true;
    }
}
