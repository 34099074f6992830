namespace Pyc.Translation.Interpretation;

/// <summary>Where <c>import</c> finds modules: those of Python's own that are built in here.</summary>
internal interface IModuleSource
{
    /// <summary>The module of that dotted name; null where there is none.</summary>
    PyModule? Find(PythonRuntime runtime, string name);
}
