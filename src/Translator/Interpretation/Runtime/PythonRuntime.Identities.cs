namespace Pyc.Translation.Interpretation;

/// <content>Identity of objects.</content>
internal sealed partial class PythonRuntime
{
    /// <summary>The numbers that <c>id</c> gives.</summary>
    public ObjectIdentities Identities { get; } = new();
}
