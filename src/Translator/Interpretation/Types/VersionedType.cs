using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A class of Python's own, and the versions that have it.</summary>
/// <param name="Type">The class.</param>
/// <param name="First">The first version that has it; null for all since 2.7.</param>
/// <param name="Until">The first version that has it no longer; null for none.</param>
internal sealed record VersionedType(PyType Type, PythonVersion? First = null, PythonVersion? Until = null)
{
    /// <summary>Classes that all versions have.</summary>
    public static VersionedType[] InAll(params PyType[] types) => Array.ConvertAll(types, type => new VersionedType(type));

    /// <summary>Classes that came with one version.</summary>
    public static VersionedType[] Since(PythonVersion first, params PyType[] types) => Array.ConvertAll(types, type => new VersionedType(type, first));

    /// <summary>Whether a version has it.</summary>
    public bool IsIn(PythonVersion version) => new VersionRange(First, Until).Contains(version);
}
