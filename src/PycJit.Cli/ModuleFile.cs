using Pyc.Loader;

namespace Pyc.Cli;

/// <summary>Loads the file that a command names.</summary>
internal static class ModuleFile
{
    /// <summary>Loads a .pyc.</summary>
    /// <exception cref="CommandException">It is not there or may not be read.</exception>
    /// <exception cref="PythonException">Its top level raises.</exception>
    /// <exception cref="PycFormatException">It is no .pyc of a supported CPython.</exception>
    public static PycModule Load(string path, PycOptions options, CancellationToken cancellationToken = default) =>
        Read(path, () => PycJit.Load(path, options, cancellationToken));

    /// <summary>Reads a file in some way, and says in the words of pycjit why that fails.</summary>
    /// <typeparam name="TResult">What is made of it.</typeparam>
    /// <exception cref="CommandException">It is not there or may not be read.</exception>
    public static TResult Read<TResult>(string path, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException(ExitCode.BadFile, $"{path}: no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadFile, $"{path}: no permission to read it");
        }
        catch (IOException exception)
        {
            throw new CommandException(ExitCode.BadFile, $"{path}: {exception.Message}");
        }
    }
}
